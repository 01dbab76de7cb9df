# Języki, strefy czasowe i kategorie, tak jak ludzie je nazywają.
language-name = { $language ->
    [pl] polski
    [en] angielski
    [en-gb] angielski (brytyjski)
    [en-us] angielski (amerykański)
    [uk] ukraiński
    [be] białoruski
    [ru] rosyjski
    [de] niemiecki
    [fr] francuski
    [es] hiszpański
    [it] włoski
    [pt] portugalski
    [pt-br] portugalski (brazylijski)
    [cs] czeski
    [sk] słowacki
    [sl] słoweński
    [hr] chorwacki
    [sr] serbski
    [bs] bośniacki
    [mk] macedoński
    [bg] bułgarski
    [hu] węgierski
    [ro] rumuński
    [el] grecki
    [sq] albański
    [lt] litewski
    [lv] łotewski
    [et] estoński
    [fi] fiński
    [sv] szwedzki
    [nb] norweski (bokmål)
    [nn] norweski (nynorsk)
    [da] duński
    [is] islandzki
    [nl] niderlandzki
    [ga] irlandzki
    [cy] walijski
    [mt] maltański
    [ca] kataloński
    [eu] baskijski
    [gl] galicyjski
    [lb] luksemburski
    [tr] turecki
    [he] hebrajski
    [yi] jidysz
    [ar] arabski
    [fa] perski
    [hi] hindi
    [zh] chiński
    [ja] japoński
    [ko] koreański
    [vi] wietnamski
    [ka] gruziński
    [hy] ormiański
    [csb] kaszubski
    [szl] śląski
    [rom] romski
    [eo] esperanto
    [la] łaciński
   *[other] { $typed }
}
zone-name = { $zone ->
    [europe-warsaw] Warszawa
    [europe-amsterdam] Amsterdam
    [europe-athens] Ateny
    [europe-belgrade] Belgrad
    [europe-berlin] Berlin
    [europe-bratislava] Bratysława
    [europe-brussels] Bruksela
    [europe-bucharest] Bukareszt
    [europe-budapest] Budapeszt
    [europe-chisinau] Kiszyniów
    [europe-copenhagen] Kopenhaga
    [europe-dublin] Dublin
    [europe-helsinki] Helsinki
    [europe-istanbul] Stambuł
    [europe-kyiv] Kijów
    [europe-lisbon] Lizbona
    [europe-ljubljana] Lublana
    [europe-london] Londyn
    [europe-luxembourg] Luksemburg
    [europe-madrid] Madryt
    [europe-minsk] Mińsk
    [europe-moscow] Moskwa
    [europe-oslo] Oslo
    [europe-paris] Paryż
    [europe-prague] Praga
    [europe-riga] Ryga
    [europe-rome] Rzym
    [europe-sarajevo] Sarajewo
    [europe-skopje] Skopje
    [europe-sofia] Sofia
    [europe-stockholm] Sztokholm
    [europe-tallinn] Tallinn
    [europe-tirane] Tirana
    [europe-vienna] Wiedeń
    [europe-vilnius] Wilno
    [europe-zagreb] Zagrzeb
    [europe-zurich] Zurych
    [asia-jerusalem] Jerozolima
    [asia-tbilisi] Tbilisi
    [asia-yerevan] Erywań
    [america-new-york] Nowy Jork
    [america-chicago] Chicago
    [america-los-angeles] Los Angeles
    [america-toronto] Toronto
    [asia-tokyo] Tokio
    [australia-sydney] Sydney
   *[other] { $typed }
}
category-name = { $category ->
    [arts] Sztuka (Arts)
    [books] Książki (Books)
    [design] Projektowanie (Design)
    [fashion-beauty] Moda i uroda (Fashion & Beauty)
    [food] Jedzenie (Food)
    [performing-arts] Teatr i sztuki sceniczne (Performing Arts)
    [visual-arts] Sztuki wizualne (Visual Arts)
    [business] Biznes (Business)
    [careers] Kariera (Careers)
    [entrepreneurship] Przedsiębiorczość (Entrepreneurship)
    [investing] Inwestowanie (Investing)
    [management] Zarządzanie (Management)
    [marketing] Marketing
    [non-profit] Organizacje społeczne (Non-Profit)
    [comedy] Komedia (Comedy)
    [comedy-interviews] Wywiady na wesoło (Comedy Interviews)
    [improv] Improwizacja (Improv)
    [stand-up] Stand-up (Stand-Up)
    [education] Edukacja (Education)
    [courses] Kursy (Courses)
    [how-to] Poradniki (How To)
    [language-learning] Nauka języków (Language Learning)
    [self-improvement] Rozwój osobisty (Self-Improvement)
    [fiction] Opowieści i słuchowiska (Fiction)
    [comedy-fiction] Słuchowiska komediowe (Comedy Fiction)
    [drama] Dramat (Drama)
    [science-fiction] Fantastyka naukowa (Science Fiction)
    [government] Państwo i samorząd (Government)
    [health-fitness] Zdrowie i sprawność (Health & Fitness)
    [alternative-health] Medycyna niekonwencjonalna (Alternative Health)
    [fitness] Ćwiczenia (Fitness)
    [medicine] Medycyna (Medicine)
    [mental-health] Zdrowie psychiczne (Mental Health)
    [nutrition] Odżywianie (Nutrition)
    [sexuality] Seksualność (Sexuality)
    [history] Historia (History)
    [kids-family] Dzieci i rodzina (Kids & Family)
    [education-for-kids] Nauka dla dzieci (Education for Kids)
    [parenting] Wychowanie (Parenting)
    [pets-animals] Zwierzęta (Pets & Animals)
    [stories-for-kids] Opowieści dla dzieci (Stories for Kids)
    [leisure] Czas wolny (Leisure)
    [animation-manga] Animacja i manga (Animation & Manga)
    [automotive] Motoryzacja (Automotive)
    [aviation] Lotnictwo (Aviation)
    [crafts] Rękodzieło (Crafts)
    [games] Gry (Games)
    [hobbies] Hobby (Hobbies)
    [home-garden] Dom i ogród (Home & Garden)
    [video-games] Gry wideo (Video Games)
    [music] Muzyka (Music)
    [music-commentary] Rozmowy o muzyce (Music Commentary)
    [music-history] Historia muzyki (Music History)
    [music-interviews] Wywiady o muzyce (Music Interviews)
    [news] Wiadomości (News)
    [business-news] Wiadomości gospodarcze (Business News)
    [daily-news] Wiadomości dnia (Daily News)
    [entertainment-news] Wiadomości rozrywkowe (Entertainment News)
    [news-commentary] Komentarze do wydarzeń (News Commentary)
    [politics] Polityka (Politics)
    [sports-news] Wiadomości sportowe (Sports News)
    [tech-news] Wiadomości technologiczne (Tech News)
    [religion-spirituality] Religia i duchowość (Religion & Spirituality)
    [buddhism] Buddyzm (Buddhism)
    [christianity] Chrześcijaństwo (Christianity)
    [hinduism] Hinduizm (Hinduism)
    [islam] Islam
    [judaism] Judaizm (Judaism)
    [religion] Religia (Religion)
    [spirituality] Duchowość (Spirituality)
    [science] Nauka (Science)
    [astronomy] Astronomia (Astronomy)
    [chemistry] Chemia (Chemistry)
    [earth-sciences] Nauki o Ziemi (Earth Sciences)
    [life-sciences] Nauki o życiu (Life Sciences)
    [mathematics] Matematyka (Mathematics)
    [natural-sciences] Nauki przyrodnicze (Natural Sciences)
    [nature] Przyroda (Nature)
    [physics] Fizyka (Physics)
    [social-sciences] Nauki społeczne (Social Sciences)
    [society-culture] Społeczeństwo i kultura (Society & Culture)
    [documentary] Dokument (Documentary)
    [personal-journals] Dzienniki osobiste (Personal Journals)
    [philosophy] Filozofia (Philosophy)
    [places-travel] Miejsca i podróże (Places & Travel)
    [relationships] Relacje (Relationships)
    [sports] Sport (Sports)
    [baseball] Baseball
    [basketball] Koszykówka (Basketball)
    [cricket] Krykiet (Cricket)
    [fantasy-sports] Ligi fantasy (Fantasy Sports)
    [football] Futbol amerykański (Football)
    [golf] Golf
    [hockey] Hokej (Hockey)
    [rugby] Rugby
    [running] Bieganie (Running)
    [soccer] Piłka nożna (Soccer)
    [swimming] Pływanie (Swimming)
    [tennis] Tenis (Tennis)
    [volleyball] Siatkówka (Volleyball)
    [wilderness] Sporty na łonie natury (Wilderness)
    [wrestling] Wrestling
    [tv-film] Telewizja i film (TV & Film)
    [after-shows] Rozmowy o serialach (After Shows)
    [film-history] Historia filmu (Film History)
    [film-interviews] Wywiady o filmie (Film Interviews)
    [film-reviews] Recenzje filmów (Film Reviews)
    [tv-reviews] Recenzje programów TV (TV Reviews)
    [technology] Technika (Technology)
    [true-crime] Prawdziwe zbrodnie (True Crime)
   *[other] { $typed }
}
person-group = { $group ->
    [creative-direction] Kierownictwo
    [cast] Przed mikrofonem
    [writing] Teksty
    [audio-production] Nagranie
    [audio-post-production] Montaż i muzyka
    [administration] Organizacja
    [visuals] Grafika
    [community] Społeczność
    [misc] Inne
    [video-production] Produkcja wideo
    [video-post-production] Montaż wideo
   *[other] { $typed }
}
