"""Why a sample was not written."""


class SampleError(Exception):
    """A sample cannot be written as asked; nothing was written.

    SampleError
    ├── FolderHoldsOtherThings  the folder has files in it that are not an earlier sample's
    └── OutsideKnownLayouts     the months asked for were not published in the layouts the sample writes
    """


class FolderHoldsOtherThings(SampleError):
    """The folder has files in it that are not an earlier sample's, and they might be somebody's."""


class OutsideKnownLayouts(SampleError):
    """The months asked for were not published in the layouts the sample writes."""
