### What machines read: captions of pictures in previews of links.

share-image-episode = Cover and title of the episode: { $title }
