### To, co czytają maszyny: podpisy obrazów w podglądach linków.

share-image-episode = Okładka i tytuł odcinka: { $title }
