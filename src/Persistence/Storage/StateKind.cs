namespace Nusaloka.Persistence.Storage;

/// <summary>The kind under which a grain state is stored: the grain type, and the state's name when the grain has a special one.</summary>
internal static class StateKind
{
    private const string UsualStateName = "state";

    public static string Of(string stateName, GrainId grainId)
    {
        var type = grainId.Type.ToString() ?? "";
        return stateName == UsualStateName ? type : $"{type}/{stateName}";
    }
}
