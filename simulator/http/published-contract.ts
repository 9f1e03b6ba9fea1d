/** The published contract: every path, with the methods it allows. Written down apart from the table that is tested. */
export const PUBLISHED_CONTRACT = `
/syncs GET POST
/syncs/{id} GET
/syncs/{id}/data GET DELETE
/syncs/{id}/logs GET
/syncs/{id}/rejects GET
/contacts/exports GET POST
/contacts/exports/{id} GET PUT DELETE
/contacts/exports/{id}/data GET DELETE
/contacts/fields GET
/contacts/fields/{id} GET
/contacts/filters GET
/contacts/filters/{id} GET
/contacts/imports GET POST
/contacts/imports/{id} GET PUT DELETE
/contacts/imports/{id}/data POST DELETE
/contacts/lists GET
/contacts/lists/{id} GET
/contacts/scoring/models GET
/contacts/scoring/models/{id} GET
/contacts/segments GET
/contacts/segments/{id} GET
/contacts/syncActions GET POST
/contacts/syncActions/{id} GET PUT DELETE
/contacts/syncActions/{id}/data POST DELETE
/accounts/exports GET POST
/accounts/exports/{id} GET PUT DELETE
/accounts/exports/{id}/data GET DELETE
/accounts/fields GET
/accounts/fields/{id} GET
/accounts/imports GET POST
/accounts/imports/{id} GET PUT DELETE
/accounts/imports/{id}/data POST DELETE
/accounts/lists GET
/accounts/lists/{id} GET
/accounts/syncActions GET POST
/accounts/syncActions/{id} GET PUT DELETE
/accounts/syncActions/{id}/data POST DELETE
/customObjects GET
/customObjects/{id} GET
/customObjects/{parentId}/exports GET POST
/customObjects/{parentId}/exports/{id} GET PUT DELETE
/customObjects/{parentId}/exports/{id}/data GET DELETE
/customObjects/{parentId}/fields GET
/customObjects/{parentId}/fields/{id} GET
/customObjects/{parentId}/imports GET POST
/customObjects/{parentId}/imports/{id} GET PUT DELETE
/customObjects/{parentId}/imports/{id}/data POST DELETE
/customObjects/{parentId}/syncActions GET POST
/customObjects/{parentId}/syncActions/{id} GET PUT DELETE
/customObjects/{parentId}/syncActions/{id}/data POST DELETE
/activities/exports GET POST
/activities/exports/{id} GET PUT DELETE
/activities/exports/{id}/data GET DELETE
/activities/fields GET
/activities/fields/{id} GET
/activities/imports GET POST
/activities/imports/{id} GET PUT DELETE
/activities/imports/{id}/data POST DELETE
/events GET
/events/{id} GET
/events/{parentId}/exports GET POST
/events/{parentId}/exports/{id} GET PUT DELETE
/events/{parentId}/exports/{id}/data GET DELETE
/events/{parentId}/fields GET
/events/{parentId}/fields/{id} GET
/events/{parentId}/imports GET POST
/events/{parentId}/imports/{id} GET PUT DELETE
/events/{parentId}/imports/{id}/data POST DELETE
/opportunities/contacts/imports GET POST
/opportunities/contacts/imports/{id} GET PUT DELETE
/opportunities/contacts/imports/{id}/data POST DELETE
/opportunities/fields GET
/opportunities/fields/{id} GET
/opportunities/imports GET POST
/opportunities/imports/{id} GET PUT DELETE
/opportunities/imports/{id}/data POST DELETE
/campaignResponses/exports GET POST
/campaignResponses/exports/{id} GET PUT DELETE
/campaignResponses/exports/{id}/data GET DELETE
/campaignResponses/fields GET
/campaignResponses/fields/{id} GET
/campaignResponses/imports GET POST
/campaignResponses/imports/{id} GET PUT DELETE
/campaignResponses/imports/{id}/data POST DELETE
/campaigns/fields GET
/campaigns/fields/{id} GET
/emailAddresses/imports GET POST
/emailAddresses/imports/{id} GET PUT DELETE
/emailAddresses/imports/{id}/data POST DELETE
/emailGroups GET
/emailGroups/{id} GET
/imports GET
/imports/data GET
/imports/priorities GET
/imports/priorities/{id} GET
/exports GET
/exports/data GET
/syncActions GET
/phoneNumbers/imports GET POST
/phoneNumbers/imports/{id} GET PUT DELETE
/phoneNumbers/imports/{id}/data POST DELETE
`
  .trim()
  .split('\n')
