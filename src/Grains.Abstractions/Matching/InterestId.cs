namespace Nusaloka.Matching;

/// <summary>The id of what is between a traveller and a departure.</summary>
public static class InterestId
{
    /// <summary>The same for the same two.</summary>
    public static string Of(string travellerId, string departureId) => NameBasedId.Create($"interest\n{travellerId}\n{departureId}").ToString();
}
