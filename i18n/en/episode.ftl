### episode
