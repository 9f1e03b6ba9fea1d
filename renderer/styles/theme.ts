import {
  Button,
  createTheme,
  Drawer,
  Loader,
  Menu,
  Modal,
  Popover,
  Select,
  Skeleton,
  Tabs,
  Tooltip,
} from '@mantine/core'

const QUICK = { duration: 120 }

/**
 * What Mantine's components are given everywhere. Colours and sizes are not here but in tokens.css and mantine.css:
 * the window's CSP forbids style tags, so nothing may be generated at run time. For the same reason no dialog may
 * lock scrolling (the library behind it injects one), and no component may use responsive style props, Grid,
 * SimpleGrid with responsive columns, or AppShell.
 */
export const theme = createTheme({
  primaryColor: 'indigo',
  primaryShade: { light: 7, dark: 6 },
  fontFamily: 'var(--font)',
  fontFamilyMonospace: 'var(--font-code)',
  cursorType: 'pointer',
  respectReducedMotion: true,
  components: {
    Button: Button.extend({ defaultProps: { variant: 'default' } }),
    Modal: Modal.extend({ defaultProps: { lockScroll: false, centered: true, transitionProps: QUICK } }),
    Drawer: Drawer.extend({ defaultProps: { lockScroll: false, position: 'right', transitionProps: QUICK } }),
    Menu: Menu.extend({ defaultProps: { transitionProps: QUICK, position: 'bottom-start', offset: 4 } }),
    Popover: Popover.extend({ defaultProps: { transitionProps: QUICK } }),
    Tooltip: Tooltip.extend({
      defaultProps: { openDelay: 400, transitionProps: QUICK, events: { hover: true, focus: true, touch: false } },
    }),
    Select: Select.extend({ defaultProps: { comboboxProps: { transitionProps: QUICK }, allowDeselect: false } }),
    Tabs: Tabs.extend({ defaultProps: { keepMounted: false } }),
    Loader: Loader.extend({ defaultProps: { size: 16 } }),
    Skeleton: Skeleton.extend({ defaultProps: { animate: false } }),
  },
})
