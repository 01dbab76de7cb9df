### The accessibility statement and privacy. The statement's binding sentences translate those of the Polish technical conditions, version
### 2.0 of 31 July 2024, in the words of Commission Implementing Decision (EU) 2018/1523: do not change them for style.

## The statement: binding headings and sentences

statement-title = Accessibility statement
statement-scope = website
statement-intro = { $publisher } is committed to making its { $scope } accessible, in accordance with the Polish Act of 4{"\u00A0"}April 2019 on the digital accessibility of websites and mobile applications of public sector bodies.
statement-about = This accessibility statement applies to { $site }.
statement-published = Date of publication of the website: { $date }
statement-updated = Date of the last important update: { $date }
statement-day = { $day }
statement-status = Compliance status
statement-status-full = This website is fully compliant with the annex to the Act of 4{"\u00A0"}April 2019 on the digital accessibility of websites and mobile applications of public sector bodies.
statement-status-partial = This website is partially compliant with the annex to the Act of 4{"\u00A0"}April 2019 on the digital accessibility of websites and mobile applications of public sector bodies, due to the non-compliances or exemptions listed below.
statement-status-none = This website is not compliant with the annex to the Act of 4{"\u00A0"}April 2019 on the digital accessibility of websites and mobile applications of public sector bodies. The non-compliances or exemptions are listed below.
statement-inaccessible = Non-accessible content
statement-nonconforming = Non-compliance with the annex
statement-preparation = Preparation of this accessibility statement
statement-prepared = This statement was prepared on: { $date }
statement-reviewed = The statement was last reviewed on: { $date }
statement-self-assessed = We prepared this statement on the basis of a self-assessment.
statement-audited = We prepared this statement on the basis of an assessment carried out by a third party: { $auditor }.
statement-excessive-costs = We claim a disproportionate burden. What it is about is told under “Non-accessible content”.
statement-no-excessive-costs = We do not claim a disproportionate burden.
statement-report = Report of the assessment
statement-more = What helps, what is limited, and other information
statement-shortcuts = Keyboard shortcuts
statement-shortcuts-none = This website has no keyboard shortcuts of its own. Those of your browser work.
statement-feedback = Feedback and contact information
statement-feedback-to = You can report any problem with the digital accessibility of this website to:
statement-request = Everyone has the right to request that this website or parts of it be made digitally accessible.
statement-request-say = When you make such a request, give:
statement-request-name = your first and last name,
statement-request-contact = how to reach you (for example by telephone or e-mail),
statement-request-address = the exact address of the page with the element or content that is not accessible,
statement-request-problem = what the problem is, and which way of solving it would suit you best.
statement-answer = We will answer as soon as possible, no later than 7{"\u00A0"}days after we receive your request.
statement-answer-later = If that is too short for us, we will tell you so, and name a new date by which we will correct the faults you reported or prepare the information in an alternative way. The new date will be no more than 2{"\u00A0"}months away.
statement-answer-otherwise = If we cannot make the website or the content named in your request digitally accessible, we will offer you access to it in an alternative way.
statement-complaints = Enforcement procedure
statement-complaint = If we refuse to provide the digital accessibility you asked for and you do not agree, you have the right to complain.
statement-complaint-otherwise = You also have the right to complain if you do not agree to the alternative way of access that we offered in answer to your request.
statement-complaint-to = Send a complaint by letter or e-mail to our management:
statement-complaint-help = The information on the Polish government's portal { $portal } may help.
statement-complaint-ombudsman = You can also inform the { $ombudsman } and ask for an intervention in your case.
statement-ombudsman = Polish Commissioner for Human Rights
statement-other = Other information
statement-building = Accessibility of the building
statement-communication = Accessibility of information and communication

## The statement: sentences of ours

statement-description = For whom this website is accessible, what it still lacks, and whom to tell when something does not work.
statement-incomplete = The publisher has not completed this statement yet
statement-incomplete-what = Below is only what the publisher has said already, and what is known of the software itself.
statement-no-contact = The publisher has not said yet whom to tell about problems with accessibility.
statement-software = This website runs on the software glos. Here is what helps in it, how it is checked, and what nobody has checked yet.
statement-helps = What helps
statement-helps-keyboard = Everything can be done with a keyboard alone, and where you are has a clear frame.
statement-helps-transcript = An episode with a transcript can be read whole on its page, and each part of it leads to its place in the recording.
statement-helps-script = You can listen, read and search without JavaScript, too.
statement-helps-calm = Nothing starts by itself, nothing flashes, and nothing hurries you.
statement-helps-reflow = Enlarged text flows anew: the page fits a screen 320{"\u00A0"}pixels wide without scrolling sideways.
statement-helps-settings = The pages follow the settings of your device: light or dark, forced colours, reduced motion, language.
statement-checked = How it is checked
statement-checked-how = With axe in the browser Chromium, against WCAG{"\u00A0"}2.2 at levels A and{"\u00A0"}AA: in light and dark, with forced colours, and on a screen 320{"\u00A0"}pixels wide. Besides, with an HTML validator, and by a walk through the player with a keyboard alone.
statement-unchecked = What nobody has checked yet
statement-unchecked-what = Programs find only some of the barriers. There have been no trials yet with people who use a screen reader every day, nor in Safari, in Firefox or on telephones. Whether a recording has a transcript, and a faithful one, depends on who made it.
statement-email = e-mail: { $email }
statement-phone = telephone: { $phone }
statement-address = address: { $address }

## Privacy

privacy-title = Privacy
privacy-description = What stays on your device and what this website knows of you: no cookies, no account, no tracking.
privacy-lead = You listen and read here without an account, without cookies and without being tracked. That is why nobody asks you for consent.
privacy-who = Who is responsible for this website
privacy-who-unknown = The publisher has not said here yet who they are.
privacy-device = On your device
privacy-device-cookies = This website sets no cookies for listeners, and loads nothing from others: no advertisements, no analytics, no fonts.
privacy-device-nothing = Until you play a recording it remembers nothing.
privacy-device-player = When you listen on an episode's page, the player keeps two things in your browser (localStorage), so that you can come back to them: where you stopped (named “glos:” and the path of the recording) and how fast you listen (“glos:speed”). There is no identifier in it, and none of it is sent anywhere. It goes when you clear this website's data in your browser.
privacy-server = On the server
privacy-server-sees = To answer, the server has to know the IP address from which you ask, and your browser tells its name and language. The software keeps none of it and counts no visits.
privacy-server-log = Its log holds faults and refusals only: when they happened and which page they were about, without IP addresses.
privacy-server-search = Words typed into the search are used to show what was found, and for nothing else.
privacy-server-others = A hosting company, or a server in front of this one, may keep logs of its own. Ask the publisher about that.
privacy-audio = Recordings
privacy-audio-before = Until you press play, not one byte of a recording is fetched.
privacy-audio-here = Recordings come from the same server as the pages.
privacy-audio-elsewhere = Recordings come from another server: { $host }. When you press play or download one, it learns your IP address, too.
privacy-audio-apps = In a podcast app, that app's own rules apply as well.
privacy-embeds = The player on other websites
privacy-embeds-what = Episodes can be put into other websites. There the player keeps nothing at all on your device, not even where you stopped. Our server learns from which website it was opened, and writes that down nowhere. That website has rules of its own.
privacy-studio = In the studio, for those who work there
privacy-studio-cookies = Only those who sign in to the studio get cookies: { $session } holds the session, until they sign out, for 90 days at most and for 14 without use; { $browser } lets us know for a year a browser in which somebody has signed in before, so that others who guess passwords do not slow it down. By itself it opens nothing.
privacy-studio-typed = What has not reached the server yet is kept in the browser, so that it is not lost: the text that was typed (localStorage) and the recording that is being sent (IndexedDB, “glos-uploads”). It goes when it has arrived.
privacy-studio-server = The server knows their names, e-mail addresses and roles, the browsers that are signed in, the public half of passkeys, and a log of who did what, when. Of passwords, and of the IP addresses from which somebody tries to sign in, it keeps hashes only; the latter go after a day without a try.
privacy-links = Links to other websites
privacy-links-what = Until you follow such a link nobody learns of you. Then the other website learns which website you come from, but not which of its pages. It also sees what every website sees of a visitor: your IP address, and the name and language of your browser.
privacy-rights = Your rights
privacy-rights-what = You can ask the publisher which data they have of you, get a copy, have it corrected or deleted, and restrict or object to its use. The software keeps nothing, however, by which a listener could be recognised.
privacy-rights-voices = There are people in the recordings, transcripts and descriptions. If you are one of them, you can ask about that, too.
privacy-rights-complaint = You can also complain to the { $office }.
privacy-office = President of the Polish Personal Data Protection Office
