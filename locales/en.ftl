# Herald's words. One key, one text; `npm run i18n` types the keys.

### Common
back = ← Back
home = Home
cancel = Cancel
refused-role = Your role does not allow this.
refused-gone = This is not there any more.
refused-stale = This has changed meanwhile. Here is how it stands now.
refused-state = This is not possible as it stands now.
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
link-too-many = You have made many links within the hour. Please use those, or wait a little before you make more.
role-admin = Admin
role-operator = Operator
section-team = 🧑‍💼 Team
section-profile = 🙂 You
team = Your team
team-hint = Tap somebody to change what they may do.
team-you = { $name } (you)
team-invite = Invite
team-invitations = Open invitations ({ $count })
team-invitations-hint = These links can still be used. Tap one to revoke it.
team-no-invitations = No link is open. Each can be used once, within 15 minutes.
team-revoke-one = ✖ { $whom } · until { $until }
team-ask-role = Whom do you invite? An operator runs campaigns; an admin also approves deals, manages people and can stop everything.
team-ask-name = Whom is it for? Type a name, so that you know the link again.
team-no-name = No name
team-invitation-link = Whoever opens this link first joins your team. It can be used once, until { $until }.
team-share = Share
team-share-text = You are invited to Herald, our ads manager. The link works once, within 15 minutes.
team-qr = Show as QR
team-qr-caption = Point a phone's camera here to open the invitation.
team-revoke = Revoke
team-revoked = Revoked: nobody can join by it any more.
team-invited = { $name } invites you to Herald, the ads manager in this chat. You would be: { $role }.
team-accept = Accept
team-decline = No, thanks
team-declined = As you like. The link stays open for a few minutes.
team-welcome = Welcome, { $name }! You are on the team now. Your role: { $role }.
team-already = You are on the team already.
team-accepted = 👋 { $name } has joined the team. Role: { $role }.
team-show-member = Show
team-too-late = Somebody opened the invitation for { $whom } after it had run out.
team-invite-again = Send a new link
team-status-active = active
team-status-disabled = disabled
team-status-removed = removed
link-purpose-claim = first admin
link-purpose-invite = invitation
link-purpose-login = sign-in
team-zone = Time zone: { $zone }
team-seen = Last seen: { $when }
team-never-seen = not yet
team-make-admin = Make admin
team-make-operator = Make operator
team-disable = Disable
team-enable = Enable
team-remove = Remove
team-remove-ask = Remove { $name } from the team? It takes effect at once. What they have made becomes yours and keeps running.
team-remove-yes = Remove { $name }
team-done = Done.
team-demoted = You are an operator now. /start shows what you can do.
team-last-admin = Somebody has to be admin: make another person admin first.
team-not-yourself = Another admin has to remove you.
profile-zone = Time zone: { $zone } (now { $now })
profile-set-zone = Time zone
profile-ask-zone = Where are you? Type your city, e.g. Berlin, or a zone, e.g. Europe/Kyiv.
profile-which-zone = Which one is yours?
profile-no-zone = I know no time zone like “{ $text }”. Type the largest city near you.
profile-notified = 🔔 Cards come to you as things happen.
profile-muted = 🔕 No cards come to you. Home still counts what waits.
profile-mute = Mute
profile-unmute = Unmute
session-open = 🌐 Open in browser
session-list = Signed in ({ $count })
session-link = This opens Herald in your browser, signed in as you. It works once, until { $until }. Keep it to yourself.
session-local = { $address } is the machine that Herald runs on. For other devices its owner has to set PUBLIC_URL.
session-follow = Open
session-title = Signed in as you
session-none = No browser is signed in.
session-browser = { $browser } on { $system }
session-some-browser = A browser
session-facts = { $browser } · last used { $when } · from { $where }
session-end = ✖ { $browser }
session-end-all = ✖ All { $count }
session-revoked = Signed out: that browser has to sign in again.
session-opened = 🔐 A browser was signed in as you: { $facts }.
session-ended = A browser was signed in as you and is signed out again: { $facts }.
session-not-me = It wasn't me: sign it out
web-title = Herald
web-login-hint = To sign in, open your chat with Herald's bot and choose You, then Open in browser.
web-login-busy = Signing you in…
web-login-script = Signing in needs JavaScript.
web-logout = Log out
web-days = By day
web-next = Next posts
web-zone = Times are shown in { $zone }.
web-needs-you = { $count ->
    [one] One post needs a person: look into Needs you in the chat.
   *[other] { $count } posts need a person: look into Needs you in the chat.
  }
web-not-found = There is nothing here.
web-too-many = That was too often. Try again in ten minutes.
web-failed = That did not work. Try again in a moment.
web-form-foreign = That did not come from this page as it is now. Go back, reload it, and try again.
claim-welcome = Welcome, { $name }! This bot is yours now: you are its first admin.

### Home
home-title = Hello, { $name }
command-start = Home: everything starts here
command-cancel = Leave what you are in the middle of
command-stop = Stop all posting at once
command-resume = Resume posting
trouble-rival = ⚠️ Another program uses this bot's token, so updates may go astray. Stop it, or get a new token from @BotFather.
home-hint = What would you like to do? You can also send me a picture, a video, an album or a text at any time: it becomes a creative.

### Delivery
why-stopped = Posting is stopped.
why-late = Its time was more than an hour ago.
why-missed = Herald was not running at its time, and a later post of the campaign is due as well.
why-taken-out = Its group was taken out of the campaign's plan.
why-campaign-gone = The campaign is not there any more.
why-campaign-over = The campaign has ended.
why-paused = The campaign is paused.
why-deal = The campaign's deal is not in force.
why-deal-required = Every campaign needs a deal, and this one has none.
why-brand-gone = The brand is not there any more.
why-brand-blocked = This casino is blocked: nobody may advertise it.
why-brand-paused = The brand is paused.
why-brand-licence = The casino has licences, and none of { $country }.
why-language = The creative is in another language than the group’s ({ $language }).
why-creator-unverified = Nobody has seen a proof of age of the creator yet. An admin says so on the creator's card.
why-brand-country = The brand may not be advertised in { $country }.
why-quiet = The group has quiet hours.
why-gap = Another ad stands in the group since a short time.
why-top-hold = Another ad has paid for being alone on top.
why-group-daily = The group has had its { $max } ads of the day.
why-campaign-daily = The campaign has had its { $max } ads of the day in this group.
why-campaign-weekly = The campaign has had its { $max } ads of the week in this group.
why-campaign-total = The campaign has had all its { $max } ads.
why-fatigue = The group has had enough ads for now.
why-promo = The promotion is over.
why-group-gone = The group is not there any more.
why-creative-gone = The creative is not there any more.
why-no-connection = Telegram cannot be reached; it goes out as soon as it can.
why-slow-down = Telegram asked to slow down; it goes out in a moment.
why-bad-token = Telegram does not accept the bot's token.
why-unknown = The connection broke while it was being sent. Herald looks whether it stands in the group, and sends it once more only if it surely does not.
why-ruled-out = It did not arrive the first time, and goes out once more.
held-moved = The group became a supergroup while this was being sent: Herald cannot look for it there any more.
held-many = More than { $count } messages came into the group at that time. Herald does not touch so many to look for one.
held-touched = A message there may be it, but Herald's own look may have given it this look.
held-gone = A message that may have been it was deleted.
held-twice = It seems not to have arrived for the second time. Look into the group before it is sent again.
held-quiet = Nobody has written in the group since, so that Herald could not find out.
held-unproving = Telegram gave no clear answer three times.
held-card-title = { $count ->
    [one] A post may or may not be in its group
   *[other] { $count } posts may or may not be in their groups
 }
held-card = { $count ->
    [one] The connection broke, and Herald could not find out what became of it. Look into the group, and say what is there.
   *[other] The connection broke, and Herald could not find out what became of them. Look into each group, and say what is there.
 }
held-card-done = { $count ->
    [one] It is decided.
   *[other] All of them are decided.
 }
stray-line = 👯 { $group }: an ad may stand twice
stray-card = Telegram has said late that this ad was sent, after it was settled otherwise. Learned { $when }. If it stands twice, delete this one.
stray-delete = Delete the double
stray-keep = Keep it
stray-deleted = Deleted.
stray-kept = It stays.
stray-by-hand = Telegram does not let Herald delete it: please delete it in the group, then say so here.
stray-no-answer = Telegram did not answer. Nothing is decided: press again in a moment.
stray-deleted-by-hand = I have deleted it
stray-outcome-deleted = ✅ Deleted by { $name }, { $when }
stray-outcome-by-hand = ✅ Deleted by hand, says { $name }, { $when }
stray-outcome-kept = 👌 { $name } lets it stay, { $when }
stray-became-deleted = deleted
stray-became-kept = stays
stray-became-by-hand = deleted by hand
probe-question = …
confirm-title = It is there
confirm-ask = Please send the link of the post, or forward the post to here. Then Herald deletes it in time.
confirm-without = It is there, I have no link
confirm-no-link = This is neither a link of a message nor a forward. In the group, choose “Copy link” on the post.
confirm-other-group = This link leads into another group.
confirm-other-time = This message was sent at another time than the post.
confirm-not-ours = Somebody else has written that message.
confirm-other-post = That message is another post of ours.
asks-silently-start = 🔕 Let Herald ask silently
asks-silently-stop = 🔔 Stop asking silently
asks-silently-yes = Where nobody writes, Herald may send one silent message and delete it at once, to find out whether a post is there.
asks-silently-no = Herald waits until somebody writes in the group.
failed-kicked = The bot is not in this group any more.
failed-rights = The bot may not post in this group.
failed-chat-not-found = Telegram does not know this group.
failed-file = Telegram does not know the creative's file any more. Upload it again.
failed-topic = The topic in which the ad should stand is closed or deleted.
failed-other = Telegram refused it: { $description }

why-migrated = The group has become a supergroup; it goes out there in a moment.
action-no-answer = Telegram did not answer.
action-no-message = Nobody knows where it stands.
action-gone = Somebody deleted it in the group.
action-too-old = It was 48 hours old: Telegram deletes it no more, so it was turned into a notice that the ad has ended.
action-album-rest = { $count ->
    [one] Herald doesn't know where another message of this album stands: please delete it by hand.
   *[other] Herald doesn't know where { $count } other messages of this album stand: please delete them by hand.
  }
action-moved = The group became a supergroup; Herald can't reach posts from before.
action-due-pin = 📌 To be pinned { $when }
action-due-unpin = 📌 To be unpinned { $when }
action-due-delete = 🗑 To be deleted { $when }
action-due-end = 🏁 To be turned into a notice { $when }
action-due-restore = ↩️ To be brought back { $when }
action-due-dress = ↩️ To get its own buttons back { $when }
action-done-dress = ↩️ Got its own buttons back { $when }
action-done-pin = 📌 Pinned { $when }
action-done-unpin = 📌 Unpinned { $when }
action-done-delete = 🗑 Deleted { $when }
action-done-end = 🏁 Turned into a notice { $when }
action-done-restore = ↩️ Brought back { $when }
action-done-check = 👁 Still stood { $when }
action-pin-late = It was not pinned: its time on the pin was over before posting was resumed.
action-pin-forbidden = The group does not allow pinned ads.
why-taken-down = It was taken down.
trouble-moved = ⚠️ This group has become a supergroup, so Telegram gives its older messages other numbers: Herald can't delete, end or unpin the ads from before any more. Please look after them by hand:
trouble-gave-up = ⚠️ Herald tried for hours to delete, end, pin or unpin these ads, or to give them their own buttons back, and could not. Check the bot's rights in the group, or do it by hand:
trouble-group = The group
takedown = Take down
takedown-button = 🗑 Take down
takedown-allow = Allow again
takedown-allowed = It may be posted again. What was taken away stays away.
takedown-since = 🗑 Taken down { $when }: nothing of it is posted.
takedown-title = Take down “{ $name }”?
takedown-none = Nothing of it stands in a group now.
takedown-young = { $count ->
    [one] One post is younger than 48 hours: it is deleted, and that can't be undone.
   *[other] { $count } posts are younger than 48 hours: they are deleted, and that can't be undone.
  }
takedown-old = { $count ->
    [one] One post is older, and Telegram deletes it no more: it turns into a notice that the ad has ended. That can be undone for 10 minutes.
   *[other] { $count } posts are older, and Telegram deletes them no more: they turn into notices that the ad has ended. That can be undone for 10 minutes.
  }
takedown-moved = { $count ->
    [one] One post is from before its group became a supergroup: delete it by hand.
   *[other] { $count } posts are from before their groups became supergroups: delete them by hand.
  }
takedown-after = Nothing more of it is posted, until you allow it again.
takedown-delete = { $count ->
    [one] Delete 1 post
   *[other] Delete { $count } posts
  }
takedown-end = { $count ->
    [one] End 1 post
   *[other] End { $count } posts
  }
takedown-brand = All of { $name }…
takedown-title-sweeping = Taking down “{ $name }”
takedown-title-running = Taking down “{ $name }”
takedown-title-done = “{ $name }” is taken down
takedown-title-undoing = Bringing “{ $name }” back
takedown-title-undone = “{ $name }” may be posted again
takedown-far = { $done } of { $total }
takedown-is-deleted = { $count ->
    [one] One post deleted
   *[other] { $count } posts deleted
  }
takedown-is-ended = { $count ->
    [one] One post turned into a notice
   *[other] { $count } posts turned into notices
  }
takedown-is-moved = { $count ->
    [one] ⚠️ One post stands where Herald can't reach it: its group became a supergroup. Delete it by hand.
   *[other] ⚠️ { $count } posts stand where Herald can't reach them: their groups became supergroups. Delete them by hand.
  }
takedown-is-failed = { $count ->
    [one] ⚠️ One post could not be taken away. Check the bot's rights in its group.
   *[other] ⚠️ { $count } posts could not be taken away. Check the bot's rights in their groups.
  }
takedown-after-done = Nothing more of it is posted, until you allow it again on its card.
takedown-undo = { $count ->
    [one] Undo: bring 1 post back
   *[other] Undo: bring { $count } posts back
  }
takedown-too-late = That can be undone for 10 minutes only.
ad-ended = This advertisement has ended.
ad-who = This is an advertisement for { $brand }.
ad-who-preview = In a group, this tells who advertises.

### Queue
section-queue = 🗓 Queue
section-needs-you = ❓ Needs you
queue-title = Queue
queue-empty = Nothing is waiting to be posted. Schedule a campaign, and its posts appear here.
queue-hint = Times are in { $zone }. Tap a post for more.
needs-you-title = Needs you
needs-you-empty = Nothing needs you. Every post is either in its group or waiting for its time.
section-history = 📜 History
history-title = History
history-empty = Nothing was posted yet.
past-planned = 🗓 Planned { $when }
past-left = 📤 Left for the group { $when }
past-left-again = 📤 Left for the group { $when }, try { $attempt }
past-sent = ✅ Telegram took it { $when }
past-refused = ⚠️ Telegram refused it { $when }
past-put-off = ⏳ Put off { $when }
past-unanswered = ❓ Left without an answer { $when }
past-held = ❓ Became a question for a person { $when }
past-skipped = ⏭ Given up { $when }
past-cancelled = ✖️ Cancelled { $when }
past-by-cancel = ✖️ { $name } cancelled it { $when }
past-by-confirm = 👁 { $name } said that it is there { $when }
past-by-retry = 🔁 { $name } let it be tried again { $when }
past-by-override = ⏩ { $name } let it go anyway { $when }
past-by-swap = 🎨 { $name } changed the creative { $when }
past-by-send-again = 🔁 { $name } had it sent again { $when }
past-by-skip = ⏭ { $name } skipped it { $when }
past-by-move = ↪️ { $name } moved it to { $to }, { $when }
past-next-try = Next try: { $when }
past-next-look = Herald looks for it again: { $when }
post-when = When: { $when }
post-group = Where: { $group }
post-creative = Creative: { $creative }
post-status-due = Waits for its time
post-status-claimed = Goes out in a moment
post-status-sending = Is on its way
post-status-uncertain = Nobody knows whether it was sent
post-status-held = Nobody knows whether it was sent
post-status-sent = Sent
post-status-failed = Could not be sent
post-status-skipped = Not sent
post-status-cancelled = Cancelled
post-cancel = Cancel this post
post-confirm = It is there
post-again = Send again
post-delete-by-hand = ⚠️ Herald does not know which message it is: delete it by hand at { $when }.
post-skip = Skip
post-retry = Try again
post-move = Move…
post-swap = Change creative
post-swap-ask = Which creative should stand in this post? Others of the campaign stay as they are.
post-override = Post it now anyway
post-decided = Done.
post-why = Why not sent?
post-why-nothing = Nothing keeps it back.
move-title = Move post
move-ask-time = To when? Pick, or type it: “tomorrow 18:30”, “27 Nov 9:00”, “2h”. Times are in { $zone }.
move-review = Move it to { $when }?
move-save = Move post
rule-not-stopped = Posting is running
rule-campaign-active = The campaign is active
rule-deal-in-force = The deal is in force
rule-in-time = It is in time
rule-promo-valid = The promotion is on
rule-group-takes-it = The group takes it
rule-creative-fits = The creative fits
rule-brand-fits = The brand may be advertised there
rule-language-fits = The creative speaks the group's language
rule-creator-verified = The creator is verified 18+, where that is asked for
rule-quiet-hours = No quiet hours
rule-gap = Enough time since the last ad
rule-top-hold = No other ad is alone on top
rule-limits = Its limits are not used up
rule-fatigue = The group has not had enough
post-show = Show in the group
post-cancelled = Cancelled.
post-confirmed = Noted as sent.
post-skipped = Skipped.
refused-run-over = The time of this run has come already: its posts are in Queue and History.
refused-run-taken = Another run of this campaign is at that time. Pick another one.
refused-weights = A share goes from nothing to ten times another's, and at least one creative must be posted.
refused-too-late = Its time was more than an hour ago: move it to a new time instead.
refused-on-its-way = Too late: this post is already on its way.
queue-next = Next: { $when }, { $group }
queue-more = …and { $count ->
    [one] one more post
   *[other] { $count } more posts
  }

### Settings
settings-stopped = Posting is stopped since { $when }, by { $name }.
settings-stopping = Stopping…
settings-missed = { $inTime ->
    [0] No post that was missed is still in time.
    [one] One post was missed and is still in time: less than an hour late.
   *[other] { $inTime } posts were missed and are still in time: less than an hour late.
  }{ $late ->
    [0] {""}
    [one] {" "}One more is too late.
   *[other] {" "}{ $late } more are too late.
  } What should become of them?
settings-resume-run = { $count ->
    [one] Resume and post it
   *[other] Resume and post { $count }
  }
settings-resume-skip = { $count ->
    [one] Resume and skip it
   *[other] Resume and skip { $count }
  }
settings-running = Posting is running.
settings-on-their-way = { $count ->
    [0] Nothing leaves any more. Posts keep their place in the queue.
    [one] One post was on its way. Nothing else leaves; posts keep their place in the queue.
   *[other] { $count } posts were on their way. Nothing else leaves; posts keep their place in the queue.
  }
settings-resume = Resume posting
settings-stop-which = You are in the middle of a dialog. What should stop?
settings-stop-all = Stop all posting
settings-leave-dialog = Leave this dialog

### Groups
yes = yes
no = no
section-groups = 👥 Groups
group-list = Groups
group-list-hint = Ads are posted only where the group has agreed and an admin has accepted it.
group-list-empty = No group yet. Add the bot to a group or channel: it asks there for consent, and then an admin of the team accepts it.
group-add = Add to a group
group-consent = Hello! I post ads here, each labelled as an ad, if an administrator of “{ $title }” agrees. Choose what may be advertised, then give consent.
group-adult = Adult ads (18+)
group-gambling = Gambling ads
group-pin = Ads may be pinned
group-give-consent = Give consent
group-consent-given = Thank you, { $name }! The team has been asked to accept this group.
group-consent-only-admins = Only an administrator of this group can decide this.
group-consent-nothing = Choose at least one kind of ads first.
group-status-consent = Waits for the group's consent
group-status-pending = Waits for an admin of the team
group-status-active = Takes ads
group-status-paused = Paused
group-status-rejected = Rejected
group-status-left = The bot is not in it any more
group-kind-group = Group
group-kind-supergroup = Supergroup
group-kind-channel = Channel
group-members = { $count ->
    [one] One member
   *[other] { $count } members
  }
group-policy = Adult ads: { $adult } · Gambling: { $gambling }
group-policy-pin = Pinned ads: { $pin }
group-zone = Time zone: { $zone }
group-consent-by = Consent by { $name }
group-missing-post = The bot may not post here. Make it an administrator, or allow members to write.
group-missing-media = The bot may not post pictures and videos here. Allow it in the group's permissions.
group-missing-delete = The bot may not delete messages here, so it can only delete its own.
group-accept = Accept
group-reject = Reject
group-pause = Pause ads
group-mend = Mended: try again
group-mended = Ads can go there again.
group-trouble-waiting = { $count ->
    [0] No post waits for it now.
    [one] One post is planned there. It waits for up to an hour after its time, and is skipped then.
   *[other] { $count } posts are planned there. Each waits for up to an hour after its time, and is skipped then.
  }
group-resume = Resume ads
group-pending-title = A group asks to be accepted
group-decided = Done.
why-group-not-active = The group does not take ads now.
why-group-no-post = The bot may not post in this group.
why-group-no-media = The bot may not post pictures and videos in this group.
why-group-adult = This group does not allow adult ads.
why-group-gambling = This group does not allow gambling ads.

### What dialogs share
expects-name = Please type a name: up to 100 characters, in any script.
name-too-long = This name has { $length } characters; up to { $max } fit.
expects-button = Please press one of the buttons, or Cancel.

### Creatives
section-creatives = 🎨 Creatives
creative-list = Creatives
creative-list-hint = What you can post. Tap one to see it.
creative-list-empty = No creative yet. Press the button, or just send me a picture, a video, an album or a text.
creative-new = New creative
creative-ask-content = Send me the picture, video, album, animation or text, with its caption and formatting exactly as it should stand in the group.
creative-ask-buttons =
  Which buttons should stand below it? Type one per line:
  Visit me - https://example.com
  For two in one row, put | between them.
creative-ask-links =
  Telegram gives an album no buttons, so yours become links below its text, and its ad label leads to who advertises. Which links? Type one per line:
  Visit me - https://example.com
  For two in one line, put | between them.
creative-album-captions = ⚠️ Several of its pictures have a caption: only the first one is kept.
creative-no-links = No links
creative-keep-links = { $count ->
    [one] Keep its link
   *[other] Keep its { $count } links
  }
creative-no-buttons = No buttons
creative-keep-buttons = { $count ->
    [one] Keep its button
   *[other] Keep its { $count } buttons
  }
creative-ask-name = What should it be called? Only the team sees the name.
creative-ask-save = This is exactly how “{ $name }” will stand in a group; in campaigns for creators, its media is covered until it is tapped. Save it?
creative-save = Save
creative-preview = Preview
creative-archive = Archive
creative-languages = Languages…
creative-languages-are = Languages: { $languages }
creative-languages-title = Languages of the creative
creative-languages-ask = What does it speak? Type e.g. “en, de” or “German”. It stays out of groups that are known to speak something else.
creative-languages-any = Any
creative-archived = Archived
creative-type-image = Picture
creative-type-video = Video
creative-type-text = Text
creative-status-active = active
creative-status-archived = archived
creative-length = { $length ->
    [0] No text
    [one] One character
   *[other] { $length } characters
  }
creative-buttons = { $count ->
    [0] No buttons
    [one] One button
   *[other] { $count } buttons
  }
creative-links = { $count ->
    [0] No links
    [one] One link
   *[other] { $count } links
  }
creative-album = Album of { $count }
creative-too-long = This text has { $length } characters; up to { $room } fit here, because the ad label, and an album's links, are added below. Please shorten it and send it again.
creative-album-kinds = An album here holds pictures and videos. Please send them as such, not as files.
creative-album-too-long = An album holds up to { $max } pictures and videos. Please send a smaller one.
creative-empty-file = This file is empty (0 bytes). Please send another one.
creative-wrong-kind = Please send a picture, a video, an album, an animation or a text. Send pictures and videos as such, not as files.
creative-too-many-buttons = Up to { $max } rows of buttons fit. Please send fewer.
creative-bad-button = Line { $line } is not a button: “{ $text }”. Write the text, a dash and a web address: Visit me - https://example.com
creative-expects-buttons = Please type the buttons as text, or press the button to go on without.
dialog-next = { $count ->
    [one] Next (one chosen)
   *[other] Next ({ $count } chosen)
  }
dialog-pick-one = Please choose at least one.

### Deals
section-brands = 🎭 Brands
brand-list = Brands
brand-list-hint = Creators and casinos. ⚠️ marks what an admin should look at.
brand-list-empty = No brand yet: each comes with its first campaign.
brand-card = The brand's card
brand-verified = ✅ Verified 18+, { $when }
brand-unverified = ⚠️ Not verified: nobody has seen a proof of age.
brand-unverified-waits = ⚠️ Not verified: nobody has seen a proof of age, and posts wait for it.
brand-verify = ✅ I have seen a proof of age
brand-unverify = Take the verification back
brand-risk = Risk: { $level }
brand-risk-low = low
brand-risk-medium = medium
brand-risk-high = high
brand-risk-blocked = blocked
brand-status-active = active
brand-status-paused = paused
brand-status-archived = archived
brand-everywhere = Countries: everywhere
brand-only = Countries: only { $countries }
brand-not = Not in: { $countries }
brand-licences = Licences: { $licences }
brand-licences-none = Licences: none noted
brand-geos = Countries…
brand-geos-title = Countries of the brand
brand-geos-ask = Where may it be advertised? Type countries, e.g. “DE, AT” or “Germany, Austria”; with a minus where it may not: “-FR”. It counts where a group's country is known.
brand-geos-all = Everywhere
brand-set-licences = Licences…
brand-licences-title = Licences of the casino
brand-licences-ask = Which licences has it? One a line, each with its country first, e.g. “MT MGA/B2C/123”. With licences, it is advertised only in their countries, where a group's country is known.
brand-no-licences = None
brand-licence-unknown = “{ $text }” does not begin with a country that I know. Write e.g. “MT MGA/B2C/123”.
brand-decided = Noted.
creator-check-start = 🔞 Ask for a proof of age
creator-check-stop = Stop asking for a proof of age
creator-check-yes = Posts of a creator wait from now on until an admin has verified them.
creator-check-no = Creators are advertised with or without a proof of age.
place-unknown = I don't know “{ $text }”. Type a code of two letters, or the name in English.
group-place-country = Country: { $country }
group-place-language = Language: { $language }
group-country = Country…
group-country-title = Country of the group
group-country-ask = In which country are most of its members? Type e.g. “DE” or “Germany”. Brands that may not be advertised there stay out.
group-language = Language…
group-language-title = Language of the group
group-language-ask = Which language is spoken there? Type e.g. “de” or “German”. Creatives in another one stay out.
group-place-none = Not known
group-place-one = One is enough here.
deal-required-start = Every campaign needs a deal
deal-required-stop = Campaigns may go without a deal
deal-required-yes = From now on posts of a campaign without a deal wait for one.
deal-required-no = Campaigns without a deal post as well.
section-deals = 🤝 Deals
deal-list = Deals
deal-list-hint = Who pays what for what.
deal-list-empty = No deal yet. Propose one; the admins decide.
deal-new = Propose a deal
deal-title = Deal with { $brand }
deal-terms-flat = { $amount }, flat
deal-terms-cpa = { $amount } per action (CPA)
deal-proposer = Proposed by { $name }
deal-status-proposed = Waits for an admin
deal-status-in-force = In force
deal-status-rejected = Rejected
deal-status-ended = Ended
deal-approved-by = Approved by { $name }, { $when }
deal-rejected-by = Rejected by { $name }, { $when }
deal-approve = Approve
deal-reject = Reject
deal-ask-type = Whom is the deal about?
deal-ask-brand = Which one?
deal-no-brands = There is none yet: it comes with its first campaign.
deal-ask-kind = How is it paid?
deal-kind-flat = Flat amount
deal-kind-cpa = Per action (CPA)
deal-view-source-manual = us
deal-view-source-partner = the partner
deal-decision-approved = approved
deal-decision-rejected = rejected
deal-kind-cpc = Per click (CPC)
deal-kind-cpm = Per thousand views (CPM)
deal-kind-revshare = Share of revenue
deal-kind-hybrid = Amount and share
deal-ask-amount = How much? Type an amount with its currency, e.g. 1500 USD or 99.90 EUR.
deal-expects-amount = I can't read “{ $text }” as an amount. Type a number above zero and a currency, e.g. 1500 USD.
deal-ask-review = { $brand }: { $terms }. Propose it to the admins?
deal-propose = Propose deal
type-onlyfans = OnlyFans creator
type-casino = Casino

### Campaigns
section-campaigns = 📣 Campaigns
campaign-list = Campaigns
campaign-list-hint = Tap a campaign to see and change it.
campaign-list-empty = No campaign yet. Create the first: it takes a name, a brand and a landing page.
campaign-new = New campaign
campaign-ask-name = What is the campaign called? Up to 100 characters; only the team sees it.
campaign-ask-type = What does it advertise?
campaign-ask-brand = For whom? Pick one, or type the name of a new one.
campaign-ask-new-brand = For whom? Type the name: it is new.
campaign-ask-url = Where should people land? Type the address, e.g. https://example.com/offer
campaign-use-url = Use { $url }
campaign-expects-url = “{ $text }” is not a web address that begins with http:// or https://. Please type the whole address.
campaign-ask-review =
  { $name }
  { $type }: { $brand }
  Landing page: { $url }

  Create it?
campaign-create = Create campaign
campaign-status-draft = Draft: nothing is scheduled yet
campaign-status-waiting = Waits for its deal
campaign-status-active = Active
campaign-status-paused = Paused
campaign-status-ended = Ended
campaign-status-archived = Archived
campaign-brand = { $type }: { $brand }
campaign-landing = Landing page: { $url }
campaign-plan = { $creatives ->
    [one] One creative
   *[other] { $creatives } creatives
  } in { $groups ->
    [one] one group
   *[other] { $groups } groups
  }
campaign-when = { $when }
campaign-deal = Deal: { $deal }
campaign-schedule = Schedule
campaign-pause = Pause
campaign-resume = Resume
campaign-propose-deal = Propose deal
campaign-post-creative = 🗓 Post it…
campaign-detach-deal = Detach deal
campaign-paused = Paused. Its posts wait; those of the next hour can still go out after Resume.
campaign-resumed = Resumed.
campaign-detached = The deal is detached.
limits = Limits
limits-title = Limits · { $name }
limits-all = all groups
limits-of-all = Limits of all groups
limits-none = None
limits-minutes = { $minutes } min
limits-daily = Ads a day: { $max }
limits-gap = Between two ads: { $gap }
limits-quiet = Quiet hours: { $span }
limits-hint-all = They hold for groups that have none of their own; days and hours are each group's own.
limits-hint-group = “None” takes what holds for all groups. Rows: ads a day, time between two ads, quiet hours.
campaign-limit-daily = At most { $max } a day in each group, up to { $all }
campaign-limit-weekly = At most { $max } a week in each group, up to { $all }
campaign-limit-total = At most { $max } posts in all
campaign-limit-nothing = No limits: it posts as often as its schedule says and its groups bear.
campaign-limit-hint = Rows: a day in each group, a week in each group, in all. A post over a limit is not sent, and its card says why.
runs = 🗓 Coming runs
runs-title = Coming runs · { $name }
runs-hint = Tap a run to skip or move it, for all its groups. Times are in { $zone }.
runs-none = Nothing is to come any more.
run-skipped-label = ⏭ { $moment } · skipped
run-moved-label = ➡️ { $moment } · instead of { $ruled }
run-away-label = ↪️ { $ruled } · moved to { $moment }
run-skipped = ⏭ Skipped: nothing is posted at this time.
run-moved = ➡️ Moved: the schedule says { $ruled }.
run-gap = ⚠️ Instead of { $time }, which that day does not have: clocks are put forward.
run-twice = ⚠️ The first of two { $time } on that day: clocks are put back.
run-skip = ⏭ Skip this run
run-move = ➡️ Move this run…
run-restore = ↩️ Bring back
run-move-title = Move run
run-move-ask = To when should the run of { $moment } go? Pick, or type it: “tomorrow 18:30”, “27 Nov 9:00”, “2h”. Times are in { $zone }.
run-move-hour = 1 hour later
run-move-day = Next day, same time
run-move-review = { $name }: move the run of { $moment } to { $when }?
run-move-save = Move run
weights = ⚖️ Shares
weights-title = Shares · { $name }
weights-line = { $number }. { $creative }: { $percent } %
weights-share = { $number } · { $percent } %
weights-hint = So much of the posts each creative gets. − and + make it less and more; 0 % is never posted. Posts that wait follow.
weights-even = Equal
campaign-placement = Placement
placement-title = Placement · { $name }
placement-rule = Only ad for { $top } h, deleted after { $gone } h ({ $rule })
placement-pinned = Pinned for its first 24 h, where the group allows it
placement-nothing = Posts stay where they are, until somebody deletes them.
placement-hint = This holds from the next post on. Telegram lets bots delete nothing that is 48 hours old: 2/48 goes ten minutes earlier, and 3/72 turns into a notice that the ad has ended.
placement-none = None
placement-pin-on = 📌 Pin: on
placement-pin-off = 📌 Pin: off
placement-silent = Sent silently: nobody's phone makes a sound
placement-silent-on = 🔕 Send silently: on
placement-silent-off = 🔔 Send silently: off

### Scheduling
schedule-title = Schedule
schedule-ask-campaign = Which campaign?
schedule-no-campaigns = There is no campaign yet. Create one first.
schedule-ask-creatives = What should be posted? With several, they take turns over the groups.
schedule-no-creatives = There is no creative yet. Leave this dialog and send me a picture, a video, an album or a text first.
schedule-ask-groups = Where? ⛔ marks groups that do not take it; tap to see why.
schedule-no-groups = No group takes ads yet. Add the bot to a group; it asks there for consent, and an admin accepts it.
schedule-ask-time = When? Pick, or type it: once, as “tomorrow 18:30”, “27 Nov 9:00” or “2h”; again and again, as “daily 10:00 18:00”, “mon wed fri 18:30” or “every 6 h”. Times are in { $zone }.
schedule-now = Now
schedule-hour = In 1 hour
schedule-tomorrow = Tomorrow, same time
schedule-review-campaign = Campaign: { $name }
schedule-review-creatives = What: { $names }
schedule-review-groups = Where: { $titles }
schedule-review-time = When: { $when }
schedule-review-replaces = This replaces the campaign's former plan; what was sent stays.
schedule-review-forgets = Runs that were skipped or moved are forgotten: the new plan begins without exceptions.
schedule-save = { $count ->
    [one] Schedule 1 post
   *[other] Schedule { $count } posts
  }
time-unreadable = I can't read “{ $text }” as a time. Try “tomorrow 18:30”, “27 Nov 9:00” or “2h”.
time-no-hour = At what time of the day? “{ $text }” names none. Try “tomorrow 18:30”.
time-past = “{ $text }” has passed already. Type a time that is still to come.
calendar-open = 📅 Calendar
calendar-close = Other times
time-passed = That time has passed meanwhile. Go back and pick another.

repeat-daily = 🔁 Every day…
repeat-weekly = 🔁 On weekdays…
repeat-every = 🔁 Every N…
repeat-monthly = 🔁 Monthly…
repeat-cron = 🔁 Cron line…
repeat-ask-daily = At which times each day? Type them: “10:00 18:00”. Times are in { $zone }.
repeat-ask-weekly = On which days? Tap them, then type the times: “18:30”. Or type both: “mon wed fri 18:30”. Times are in { $zone }.
repeat-ask-every = How often? Pick, or type it: “6 h”, “2 days”, “3 weeks”. Hours are counted from now on; days and weeks keep the present time of day in { $zone }.
repeat-ask-monthly = On which day of the month, and when? Type both: “15 10:00”. In months that are too short, the 29th, 30th and 31st are the last day. Times are in { $zone }.
repeat-ask-cron = Type a cron line: minute, hour, day, month, weekday, as in “0 10 * * 1-5”. Times are in { $zone }.
repeat-pick-days = Tap at least one day first, or type days and times: “mon wed fri 18:30”.

rule-daily = Daily at { $times }
rule-weekly = { $days } at { $times }
rule-every-hours = { $n ->
    [one] Every hour
   *[other] Every { $n } hours
  }
rule-every-days = { $n ->
    [one] Every day
   *[other] Every { $n } days
  }
rule-every-weeks = { $n ->
    [one] Every week
   *[other] Every { $n } weeks
  }
rule-monthly = Monthly on day { $day } at { $times }
rule-monthly-end = Monthly on day { $day }, or the last day of a shorter month, at { $times }
rule-cron = By the cron line { $line }
rule-left-out = { $run } left out
rule-moved = { $run } moved to { $to }
rule-count = { $count ->
    [one] { $text }, once
   *[other] { $text }, { $count } times
  }
rule-end = { $text }, until { $end }
rule-unreadable = I can't read “{ $text }” here. The examples above show how to write it.
rule-cron-unreadable = That is no cron line that I can read, or it names no day that ever comes. It has five fields, as in “0 10 * * 1-5”.
rule-never = With this end nothing would ever be posted. Pick a later one.
rule-too-often = That is more than { $max } posts a day in each group. Pick fewer times.

until-ask = Until when? Pick, or type the last day (“31 Dec”) or how many times (“10 times”).
until-ever = Without an end
until-count = Type a number from 1 to { $max }.
until-unreadable = I can't read “{ $text }” as a day that is still to come, nor as a number of times. Try “31 Dec” or “10 times”.

review-next = { $count ->
    [one] The only time:
   *[other] The next { $count } times:
  }
review-run-gap = • { $moment } ⚠️ instead of { $time }, which that day does not have
review-run-twice = • { $moment } ⚠️ the first of two: clocks are put back
review-clocks-wall = ⚠️ Clocks in { $zone } change on { $day } from { $from } to { $to }. Posts keep their time of day.
review-clocks-hours = ⚠️ Clocks in { $zone } change on { $day } from { $from } to { $to }. Hours are counted on, so the time of day moves.
review-conflict = ⚠️ { $group } has another ad at that time: { $moment }.
review-duplicate = ⚠️ { $group } has this same ad from another campaign: { $moment }.
review-same-brand = ⚠️ { $group } has another ad of the same brand: { $moment }.
review-more = ⚠️ And { $count } more.
schedule-save-rule = Save the schedule

### Audit: what was done
action-audit-look = Look at the audit log
action-audit-export = Export the audit log
action-audit-expire = Remove old entries of the audit log
action-engine-lead = Take over: this process leads
action-settings-stop = Stop all posting
action-settings-limit = Set the limits of all groups
action-settings-ask-silently = Allow or forbid silent messages
action-settings-deal-required = Ask every campaign for a deal, or not
action-settings-creator-check = Ask for a proof of age, or not
action-settings-audit-days = Set for how long the audit log is kept
action-settings-resume = Resume posting
action-team-look = Look at the team
action-team-invite = Invite somebody
action-team-revoke = Revoke an invitation
action-team-role = Change a role
action-team-disable = Disable a person
action-team-enable = Enable a person
action-team-remove = Remove a person
action-team-profile = Set one’s own profile
action-team-join = Join the team
action-session-link = Ask for a login link
action-session-revoke = End a session
action-session-revoke-all = End all sessions
action-session-login = Sign in to the web
action-session-logout = Sign out of the web
action-session-form = Send a web form
action-group-accept = Accept a group
action-group-reject = Reject a group
action-group-limit = Set a group’s limits
action-group-place = Set a group’s country or language
action-group-mend = Say that a group is mended
action-group-pause = Pause a group
action-group-resume = Resume a group
action-group-join = Add the bot to a group
action-group-rights = Change the bot’s rights in a group
action-group-leave = Take the bot out of a group
action-group-policy = Answer what ads a group takes
action-group-consent = Give consent for a group
action-group-migrate = Turn a group into a supergroup
action-group-trouble = Trouble with a group
action-group-reopen = Reopen a group’s topic
action-creator-create = Add a creator
action-creator-decide = Decide about a creator
action-creator-take-down = Take down a creator’s ads
action-creator-allow = Allow a creator’s ads again
action-casino-create = Add a casino
action-casino-decide = Decide about a casino
action-casino-take-down = Take down a casino’s ads
action-casino-allow = Allow a casino’s ads again
action-creative-create = Create a creative
action-creative-languages = Set a creative’s languages
action-creative-archive = Archive a creative
action-creative-take-down = Take down a creative
action-creative-allow = Allow a creative again
action-deal-propose = Propose a deal
action-deal-approve = Approve a deal
action-deal-reject = Reject a deal
action-campaign-create = Create a campaign
action-campaign-schedule = Schedule a campaign
action-campaign-limit = Set a campaign’s limits
action-campaign-pause = Pause a campaign
action-campaign-resume = Resume a campaign
action-campaign-skip-run = Skip a run
action-campaign-move-run = Move a run
action-campaign-restore-run = Bring back a run
action-campaign-weigh = Share a campaign’s posts
action-campaign-place = Set how a campaign’s posts stand
action-campaign-take-down = Take down a campaign
action-campaign-allow = Allow a campaign again
action-campaign-attach-deal = Attach a deal
action-campaign-detach-deal = Detach a deal
action-campaign-open = Start a campaign that waited for its deal
action-post-cancel = Cancel a post
action-post-confirm = Say that a post is there
action-post-skip-missed = Skip what was missed
action-post-retry = Try a post again
action-post-override = Override the limits for a post
action-post-move = Move a post
action-post-swap = Change a post’s creative
action-post-send-again = Send a post again
action-post-delete-double = Delete a double
action-post-deleted-double = Say that a double was deleted
action-post-keep-double = Keep a double
action-post-skip = Skip a post

### Audit: the screen
section-audit = 🧾 Audit
audit = Audit
audit-hint = Newest first. Tap an entry for what changed.
audit-empty = Nothing of that kind is written down.
audit-cut = Older ones are not listed here: open a person, a thing or a day, or take the CSV.
audit-search = 🔎 Search
audit-ask-word = What are you looking for? Type a part of what was done (e.g. pause), or of a name.
audit-refused = 🚫 Refused
audit-refused-title = refused or failed
audit-all = All
audit-csv = CSV
audit-csv-all = { $count ->
    [one] One entry.
   *[other] { $count } entries.
  }
audit-csv-cut = The newest { $count ->
    [one] entry
   *[other] { $count } entries
  }. Older ones do not fit into one file: open a day, a person or a thing, and take the CSV there.
audit-days-title = 🗓 How long it is kept
audit-days = { $count ->
    [365] 1 year
    [730] 2 years
    [1825] 5 years
    [36500] for ever
   *[other] { $count } days
  }
audit-days-now = { $days ->
    [365] Entries are kept for 1 year.
    [730] Entries are kept for 2 years.
    [1825] Entries are kept for 5 years.
    [36500] Entries are kept for ever.
   *[other] Entries are kept for { $days } days.
  }
audit-days-oldest = The oldest is of { $when }.
audit-days-hint = What gets older is removed for good, from the beginning of the log.
audit-days-ask = { $to ->
    [365] Keep the audit log for 1 year only?
    [730] Keep the audit log for 2 years only?
    [1825] Keep the audit log for 5 years only?
   *[other] Keep the audit log for { $to } days only?
  }
audit-days-loss = { $count ->
    [0] No entry is older than that now, from before { $when }. From now on entries are removed for good when they get older.
    [one] 1 entry from before { $when } is removed for good within the hour. Take the CSV first if you may need it.
   *[other] { $count } entries from before { $when } are removed for good within the hour. Take the CSV first if you may need them.
  }
audit-days-yes = { $count ->
    [0] Yes, keep them no longer
    [one] Yes, remove 1 entry
   *[other] Yes, remove { $count } entries
  }
audit-days-no = No, leave it as it is
audit-nobody = nobody of the team
audit-by = { $name } · { $when }
audit-entry-refused = Refused: { $why }
audit-entry-failed = Failed on our side ({ $kind }); nothing of it was kept.
audit-route = { $route } · { $duration } ms
audit-sealed = Sealed at place { $sequence } of the log
audit-unsealed = Not sealed yet
audit-is = { $field }: { $now }
audit-became = { $field }: { $before } → { $now }
audit-gone = deleted
audit-minutes = { $count } min
audit-hours = { $count } h
audit-more-fields = { $count ->
    [one] … and one more field
   *[other] … and { $count } more fields
  }
audit-more-by = More by { $name }
audit-more-of = More of { $name }
audit-day = { $day }
thing-user = Person
thing-session = Session
thing-magic-link = Invitation
thing-group = Group
thing-campaign = Campaign
thing-creative = Creative
thing-post = Post
thing-model = Creator
thing-casino = Casino
thing-deal = Deal
thing-settings = Settings
thing-audit = Audit log
thing-engine = Herald

### Audit: fields
field-name = name
field-status = status
field-role = role
field-locale = language
field-timezone = time zone
field-notify = cards
field-username = user name
field-url = address
field-title = title
field-limits-daily = limit a day
field-limits-weekly = limit a week
field-limits-total = limit in all
field-limits-dailyMax = ads a day in a group
field-limits-minGapMin = time between ads
field-policy-dailyMax = ads a day
field-policy-minGapMin = time between ads
field-policy-adult = takes adult ads
field-policy-gambling = takes gambling ads
field-policy-pin = may be pinned
field-quietHours = quiet hours
field-country = country
field-language = language
field-memberCount = members
field-chatId = chat
field-kind = kind
field-trouble = trouble
field-botRights-post = bot may post
field-botRights-media = bot may send media
field-botRights-delete = bot may delete
field-botRights-pin = bot may pin
field-type = type
field-landingUrl = landing page
field-creatives = creatives
field-targetGroups = groups
field-dealId = deal
field-modelId = creator
field-casinoId = casino
field-takenDownAt = taken down
field-creativeId = creative
field-campaignId = campaign
field-groupId = group
field-placement-rule = delivery rule
field-placement-topHours = alone on top
field-placement-deleteAfterHours = deleted after
field-placement-pin = pinned
field-placement-silent = silent
field-languages = languages
field-dueAt = time
field-touchedBy = decided by
field-overriddenBy = overridden by
field-messageId = message
field-reason = reason
field-attempt = attempt
field-terms-minor = amount
field-terms-sharePercent = share
field-approvals = decisions
field-stopped = stopped
field-retention-auditDays = entries are kept for
field-asksSilently = silent messages
field-dealRequired = deal required
field-creatorCheck = proof of age required
field-verified18At = proof of age seen
field-geos = countries
field-riskLevel = risk
field-licences = licences
field-revokedAt = revoked
field-expiresAt = valid until
field-usedAt = used
field-userAgent = browser
field-ip = address
field-skipped = skipped
field-of = part of the log
field-rows = rows
field-cut = cut
field-removed = removed
field-before = older than
field-epoch = term
field-labels-onlyfans = label of creators’ ads
field-labels-casino = label of casino ads
field-digestAt = digest at
field-approvals-normal = admins for a deal
field-approvals-highRisk = admins for a deal of high risk
field-retention-clickDays = clicks are kept for
field-telegramId = Telegram id
field-userId = person
field-startedAt = signed in
field-endsAt = ends at the latest
field-ended = signed out
field-purpose = kind of link
field-createdBy = made by
field-usedBy = used by (Telegram id)
field-policy-label = label of ads
field-ownerIds = owners (Telegram ids)
field-consentBy = consent by
field-by = by
field-formerChatIds = earlier chats
field-topicId = topic
field-tags = tags
field-ownerShare = owner’s share
field-handle = handle
field-notes = notes
field-versions = message
field-period-from = from
field-period-to = until
field-viewSource = views counted by
field-payments = payments
field-priority = priority
field-creativeWeights = weights
field-schedule = schedule
field-promo = promotion
field-postId = post
field-others = further messages
field-at = noticed
field-settledAt = settled
field-settledBy = settled by
field-askedBy = deletion wanted by
field-outcome = outcome
field-intentAt = sent off
field-holdsTopUntil = alone on top until
field-suspectId = may be message
field-ruledOut = proven not to have arrived
