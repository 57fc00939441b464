"""What can be wrong with an index, a collection or a model of meaning."""


class SearchError(Exception):
    """Something about searching that whoever asked can be told."""


class NoIndex(SearchError):
    """There is no index to search, or what lies there is none that this version can read."""


class NoRoom(SearchError):
    """The disk is full. The index that served before serves on."""


class DamagedModel(SearchError):
    """The file of the model is not the one that this version was measured with."""


class NoModel(SearchError):
    """Somebody asks for meaning, and the optional packages are not installed."""


class FaultyCollection(SearchError):
    """A collection to measure the search with cannot be read."""
