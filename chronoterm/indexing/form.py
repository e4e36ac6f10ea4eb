"""The number of what an index file of ours holds, which changes whenever its sections do, or what stands in them."""

FORMAT = 2
