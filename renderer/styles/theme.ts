import {
  Button,
  createTheme,
  Drawer,
  Loader,
  Menu,
  Modal,
  ModalRoot,
  Notification,
  Popover,
  Portal,
  Select,
  Skeleton,
  Tabs,
  Tooltip,
} from '@mantine/core'
import { controlWords } from '../../shared/words/controls.ts'
import { transferActionWords } from '../../shared/words/transfers.ts'

const QUICK = { duration: 120 }
const OVERLAY = { backgroundOpacity: 0.3 }
const DIALOG = {
  lockScroll: false,
  padding: 'lg',
  transitionProps: QUICK,
  // A dialog's header element would count as a second banner of the window.
  attributes: { header: { role: 'presentation' } },
} as const

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
    Modal: Modal.extend({
      defaultProps: {
        ...DIALOG,
        overlayProps: OVERLAY,
        centered: true,
        closeButtonProps: { 'aria-label': controlWords.close },
      },
    }),
    ModalRoot: ModalRoot.extend({ defaultProps: DIALOG }),
    Drawer: Drawer.extend({ defaultProps: { ...DIALOG, overlayProps: OVERLAY, position: 'right' } }),
    Menu: Menu.extend({
      // The placeholder is an element without a role inside role=menu, which screen readers stumble over.
      defaultProps: { transitionProps: QUICK, position: 'bottom-start', offset: 4, withInitialFocusPlaceholder: false },
    }),
    Notification: Notification.extend({
      defaultProps: { closeButtonProps: { 'aria-label': transferActionWords.dismiss } },
    }),
    // Menus and dialogs lie in a landmark of their own (app.tsx), or a screen reader's user would not find them.
    Portal: Portal.extend({ defaultProps: { target: '#overlays' } }),
    Popover: Popover.extend({ defaultProps: { transitionProps: QUICK } }),
    Tooltip: Tooltip.extend({
      defaultProps: { openDelay: 400, transitionProps: QUICK, events: { hover: true, focus: true, touch: false } },
    }),
    Select: Select.extend({
      // The list of choices scrolls by itself (mantine.css): a scroll area around it is a region nobody can focus.
      // It is not kept while closed: sixty columns with a hundred fields each are six thousand elements.
      defaultProps: {
        comboboxProps: { transitionProps: QUICK, keepMounted: false },
        allowDeselect: false,
        withScrollArea: false,
      },
    }),
    Tabs: Tabs.extend({ defaultProps: { keepMounted: false } }),
    Loader: Loader.extend({ defaultProps: { size: 16 } }),
    Skeleton: Skeleton.extend({ defaultProps: { animate: false } }),
  },
})
