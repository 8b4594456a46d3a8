# Herald's words. One key, one text; `npm run i18n` types the keys.

### Common
back = ← Back
home = Home
cancel = Cancel
refused-role = Your role does not allow this.
refused-gone = This is not there any more.
refused-stale = This has changed meanwhile. Here is how it stands now.
refused-not-yours = Only the person who made this, or an admin, can change it.
error-ours = Something went wrong on our side. Nothing was lost; please try again.
error-timeout = That took too long and was given up. Please try again.
stale-button = This button is out of date.
unknown-message = I did not understand that. /start shows what you can do.

### Dialogs
dialog-head = { $title } · { $step }/{ $of }
dialog-cancelled = Cancelled. Nothing was saved.

### Team
stranger = Hello! This is a private ads manager; ask its owner if you should be on the team.
link-invalid = This link is not valid any more. Ask for a new one.
claim-welcome = Welcome, { $name }! This bot is yours now: you are its first admin.

### Home
home-title = Hello, { $name }
home-hint = What would you like to do? You can also send me a picture, a video or a text at any time: it becomes a creative.
