# Languages, time zones and categories, as people call them.
language-name = { $language ->
    [pl] Polish
    [en] English
    [en-gb] English (United Kingdom)
    [en-us] English (United States)
    [uk] Ukrainian
    [be] Belarusian
    [ru] Russian
    [de] German
    [fr] French
    [es] Spanish
    [it] Italian
    [pt] Portuguese
    [pt-br] Portuguese (Brazil)
    [cs] Czech
    [sk] Slovak
    [sl] Slovene
    [hr] Croatian
    [sr] Serbian
    [bs] Bosnian
    [mk] Macedonian
    [bg] Bulgarian
    [hu] Hungarian
    [ro] Romanian
    [el] Greek
    [sq] Albanian
    [lt] Lithuanian
    [lv] Latvian
    [et] Estonian
    [fi] Finnish
    [sv] Swedish
    [nb] Norwegian (Bokmål)
    [nn] Norwegian (Nynorsk)
    [da] Danish
    [is] Icelandic
    [nl] Dutch
    [ga] Irish
    [cy] Welsh
    [mt] Maltese
    [ca] Catalan
    [eu] Basque
    [gl] Galician
    [lb] Luxembourgish
    [tr] Turkish
    [he] Hebrew
    [yi] Yiddish
    [ar] Arabic
    [fa] Persian
    [hi] Hindi
    [zh] Chinese
    [ja] Japanese
    [ko] Korean
    [vi] Vietnamese
    [ka] Georgian
    [hy] Armenian
    [csb] Kashubian
    [szl] Silesian
    [rom] Romani
    [eo] Esperanto
    [la] Latin
   *[other] { $typed }
}
zone-name = { $zone ->
    [europe-warsaw] Warsaw
    [europe-amsterdam] Amsterdam
    [europe-athens] Athens
    [europe-belgrade] Belgrade
    [europe-berlin] Berlin
    [europe-bratislava] Bratislava
    [europe-brussels] Brussels
    [europe-bucharest] Bucharest
    [europe-budapest] Budapest
    [europe-chisinau] Chisinau
    [europe-copenhagen] Copenhagen
    [europe-dublin] Dublin
    [europe-helsinki] Helsinki
    [europe-istanbul] Istanbul
    [europe-kyiv] Kyiv
    [europe-lisbon] Lisbon
    [europe-ljubljana] Ljubljana
    [europe-london] London
    [europe-luxembourg] Luxembourg
    [europe-madrid] Madrid
    [europe-minsk] Minsk
    [europe-moscow] Moscow
    [europe-oslo] Oslo
    [europe-paris] Paris
    [europe-prague] Prague
    [europe-riga] Riga
    [europe-rome] Rome
    [europe-sarajevo] Sarajevo
    [europe-skopje] Skopje
    [europe-sofia] Sofia
    [europe-stockholm] Stockholm
    [europe-tallinn] Tallinn
    [europe-tirane] Tirana
    [europe-vienna] Vienna
    [europe-vilnius] Vilnius
    [europe-zagreb] Zagreb
    [europe-zurich] Zurich
    [asia-jerusalem] Jerusalem
    [asia-tbilisi] Tbilisi
    [asia-yerevan] Yerevan
    [america-new-york] New York
    [america-chicago] Chicago
    [america-los-angeles] Los Angeles
    [america-toronto] Toronto
    [asia-tokyo] Tokyo
    [australia-sydney] Sydney
   *[other] { $typed }
}
category-name = { $category ->
    [arts] Arts
    [books] Books
    [design] Design
    [fashion-beauty] Fashion & Beauty
    [food] Food
    [performing-arts] Performing Arts
    [visual-arts] Visual Arts
    [business] Business
    [careers] Careers
    [entrepreneurship] Entrepreneurship
    [investing] Investing
    [management] Management
    [marketing] Marketing
    [non-profit] Non-Profit
    [comedy] Comedy
    [comedy-interviews] Comedy Interviews
    [improv] Improv
    [stand-up] Stand-Up
    [education] Education
    [courses] Courses
    [how-to] How To
    [language-learning] Language Learning
    [self-improvement] Self-Improvement
    [fiction] Fiction
    [comedy-fiction] Comedy Fiction
    [drama] Drama
    [science-fiction] Science Fiction
    [government] Government
    [health-fitness] Health & Fitness
    [alternative-health] Alternative Health
    [fitness] Fitness
    [medicine] Medicine
    [mental-health] Mental Health
    [nutrition] Nutrition
    [sexuality] Sexuality
    [history] History
    [kids-family] Kids & Family
    [education-for-kids] Education for Kids
    [parenting] Parenting
    [pets-animals] Pets & Animals
    [stories-for-kids] Stories for Kids
    [leisure] Leisure
    [animation-manga] Animation & Manga
    [automotive] Automotive
    [aviation] Aviation
    [crafts] Crafts
    [games] Games
    [hobbies] Hobbies
    [home-garden] Home & Garden
    [video-games] Video Games
    [music] Music
    [music-commentary] Music Commentary
    [music-history] Music History
    [music-interviews] Music Interviews
    [news] News
    [business-news] Business News
    [daily-news] Daily News
    [entertainment-news] Entertainment News
    [news-commentary] News Commentary
    [politics] Politics
    [sports-news] Sports News
    [tech-news] Tech News
    [religion-spirituality] Religion & Spirituality
    [buddhism] Buddhism
    [christianity] Christianity
    [hinduism] Hinduism
    [islam] Islam
    [judaism] Judaism
    [religion] Religion
    [spirituality] Spirituality
    [science] Science
    [astronomy] Astronomy
    [chemistry] Chemistry
    [earth-sciences] Earth Sciences
    [life-sciences] Life Sciences
    [mathematics] Mathematics
    [natural-sciences] Natural Sciences
    [nature] Nature
    [physics] Physics
    [social-sciences] Social Sciences
    [society-culture] Society & Culture
    [documentary] Documentary
    [personal-journals] Personal Journals
    [philosophy] Philosophy
    [places-travel] Places & Travel
    [relationships] Relationships
    [sports] Sports
    [baseball] Baseball
    [basketball] Basketball
    [cricket] Cricket
    [fantasy-sports] Fantasy Sports
    [football] Football
    [golf] Golf
    [hockey] Hockey
    [rugby] Rugby
    [running] Running
    [soccer] Soccer
    [swimming] Swimming
    [tennis] Tennis
    [volleyball] Volleyball
    [wilderness] Wilderness
    [wrestling] Wrestling
    [tv-film] TV & Film
    [after-shows] After Shows
    [film-history] Film History
    [film-interviews] Film Interviews
    [film-reviews] Film Reviews
    [tv-reviews] TV Reviews
    [technology] Technology
    [true-crime] True Crime
   *[other] { $typed }
}
person-group = { $group ->
    [creative-direction] Creative Direction
    [cast] Cast
    [writing] Writing
    [audio-production] Audio Production
    [audio-post-production] Audio Post-Production
    [administration] Administration
    [visuals] Visuals
    [community] Community
    [misc] Misc.
    [video-production] Video Production
    [video-post-production] Video Post-Production
   *[other] { $typed }
}
