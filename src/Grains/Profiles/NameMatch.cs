namespace Nusaloka.Grains.Profiles;

/// <summary>Whether what somebody calls themselves is the name in their document.</summary>
internal static class NameMatch
{
    /// <summary>
    /// Whether each word of the name is one of the document's name, in whatever order and case; a single letter stands for a word that it
    /// begins, beside at least one whole word. So parts of a name and its initials fit, and nothing that is not in it.
    /// </summary>
    public static bool Fits(string name, string legalName)
    {
        var words = Words(name);
        var left = Words(legalName).ToList();
        var isNamed = false;
        // Whole words first, so that an initial does not take the word that another part of the name is.
        foreach (var word in words.OrderByDescending(static word => word.Length))
        {
            var match = left.FindIndex(one => one.Equals(word, StringComparison.OrdinalIgnoreCase)
                || (word.Length == 1 && one.StartsWith(word, StringComparison.OrdinalIgnoreCase)));
            if (match < 0)
                return false;
            isNamed |= left[match].Length == word.Length;
            left.RemoveAt(match);
        }

        return isNamed;
    }

    private static string[] Words(string name) => name.Split([' ', '.', ',', '-'], StringSplitOptions.RemoveEmptyEntries);
}
