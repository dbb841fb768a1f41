namespace Nusaloka;

/// <summary>What can be wrong with a request for a page.</summary>
public static class PageErrors
{
    /// <summary>The cursor was not made by this list, or was changed.</summary>
    public static Error CursorInvalid { get; } =
        new("cursor_invalid", ErrorKind.Invalid, "The cursor is not one that this list has answered. Start again without a cursor.");
}
