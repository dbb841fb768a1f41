namespace Nusaloka.Grains.Search.Trips;

/// <summary>How a text is held against trips. The numbers are in cursors.</summary>
internal enum TextFit
{
    /// <summary>The trip has the words, wherever.</summary>
    Words = 0,

    /// <summary>Or a similar name.</summary>
    Similar = 1,

    /// <summary>The trip has the words in its title, region, places or tags. The first part of a list of trips for words that many have.</summary>
    Named = 2,

    /// <summary>It has them elsewhere: the second part of such a list.</summary>
    Told = 3,
}
