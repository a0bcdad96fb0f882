"""A transformer small enough to read: characters in, scores for the next one out.

Shapes: B texts, T places, C channels (the width), V characters in the alphabet.
The design is that of GPT-2 (Radford et al. 2019) and, without the blindfold, of BERT
(Devlin et al. 2018), made a thousand times smaller.
"""

import math

import torch
from torch import nn


class Attention(nn.Module):
    """Let every place look at other places, with several `heads` side by side.

    With `causal`, a place sees itself and what comes before it, nothing after.
    """

    def __init__(self, width, heads, *, causal=True):
        super().__init__()
        self.heads, self.causal = heads, causal
        self.ask = nn.Linear(width, 3 * width)  # query, key and value in one
        self.tell = nn.Linear(width, width)

    def forward(self, x):
        """Mix `x` (B, T, C) over its places; same shape out."""
        batch, places, width = x.shape
        split = self.ask(x).view(batch, places, 3, self.heads, width // self.heads)
        query, key, value = split.permute(2, 0, 3, 1, 4)  # each (B, heads, T, C/heads)
        mixed = self.look(query, key) @ value
        return self.tell(mixed.transpose(1, 2).reshape(batch, places, width))

    def look(self, query, key):
        """Return how much each place looks at each other: (B, heads, T, T)."""
        scores = query @ key.transpose(-2, -1) / math.sqrt(query.shape[-1])
        if self.causal:
            places = scores.shape[-1]
            future = torch.ones(places, places, dtype=torch.bool, device=scores.device)
            scores = scores.masked_fill(future.triu(1), -math.inf)
        return scores.softmax(dim=-1)


class Block(nn.Module):
    """Look around (attention), then think it over (a small network), twice added."""

    def __init__(self, width, heads, *, causal=True):
        super().__init__()
        self.first, self.second = nn.LayerNorm(width), nn.LayerNorm(width)
        self.attention = Attention(width, heads, causal=causal)
        self.think = nn.Sequential(
            nn.Linear(width, 4 * width), nn.GELU(), nn.Linear(4 * width, width)
        )

    def forward(self, x):
        """Change `x` (B, T, C) a little; same shape out."""
        x = x + self.attention(self.first(x))
        return x + self.think(self.second(x))


class Transformer(nn.Module):
    """Read characters (B, T) and give scores (B, T, V) for each place.

    `causal=True` continues text like GPT; `causal=False` fills blanks like BERT.
    """

    def __init__(self, letters, *, width=64, layers=2, heads=4, places=48, causal=True):
        super().__init__()
        self.letters, self.width, self.places = letters, width, places
        self.letter = nn.Embedding(letters, width)
        self.place = nn.Embedding(places, width)
        self.blocks = nn.ModuleList(
            Block(width, heads, causal=causal) for _ in range(layers)
        )
        self.norm = nn.LayerNorm(width)
        self.score = nn.Linear(width, letters)
        for embedding in (self.letter, self.place):
            nn.init.normal_(embedding.weight, std=0.1)

    def embed(self, characters):
        """Turn characters (B, T) into vectors (B, T, C) that know their place.

        The characters may be on another device than the model.
        """
        characters = characters.to(self.letter.weight.device)
        where = torch.arange(characters.shape[1], device=characters.device)
        return self.letter(characters) + self.place(where)

    def read(self, x):
        """Pass vectors (B, T, C) through all blocks; return the final vectors."""
        for block in self.blocks:
            x = block(x)
        return self.norm(x)

    def forward(self, characters):
        """Return the scores (B, T, V) of every next (or missing) character."""
        return self.score(self.read(self.embed(characters)))


def make_transformer(letters, *, seed=0, **sizes):
    """Return a `Transformer` whose first weights depend on nothing but the seed."""
    with torch.random.fork_rng(devices=[]):
        torch.manual_seed(seed)
        return Transformer(letters, **sizes)
