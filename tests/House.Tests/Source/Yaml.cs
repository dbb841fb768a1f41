using YamlDotNet.RepresentationModel;

namespace Nusaloka.House.Tests.Source;

/// <summary>Ways through a YAML document. Keys merged by <c>&lt;&lt;</c> count as a mapping's own.</summary>
internal static class Yaml
{
    private const string Merge = "<<";

    /// <summary>The root of a file's one document.</summary>
    public static YamlMappingNode Root(RepositoryFile file)
    {
        var stream = new YamlStream();
        using var reader = new StringReader(file.Text);
        stream.Load(reader);
        return stream.Documents is [{ RootNode: YamlMappingNode root }]
            ? root
            : throw new FormatException($"{file.Path} must be one YAML document, a mapping.");
    }

    /// <summary>The node below a path of keys; null when it is not there.</summary>
    public static YamlNode? At(this YamlNode? node, params ReadOnlySpan<string> path)
    {
        foreach (var key in path)
            node = node.Pairs().FirstOrDefault(pair => pair.Key == key, (Key: key, Value: (YamlNode?)null)).Value;
        return node;
    }

    /// <summary>The keys and values of a mapping, its own before those merged into it; nothing for any other node.</summary>
    public static IEnumerable<(string Key, YamlNode? Value)> Pairs(this YamlNode? node)
    {
        if (node is not YamlMappingNode mapping)
            return [];

        var own = mapping.Children.Where(static pair => pair.Key.Text() != Merge).Select(static pair => (pair.Key.Text(), (YamlNode?)pair.Value));
        var merged = mapping.Children.Where(static pair => pair.Key.Text() == Merge).SelectMany(static pair => pair.Value.Pairs());
        return own.Concat(merged).DistinctBy(static pair => pair.Item1, StringComparer.Ordinal);
    }

    /// <summary>The items of a list; nothing for any other node.</summary>
    public static IEnumerable<YamlNode> Items(this YamlNode? node) => node is YamlSequenceNode sequence ? sequence.Children : [];

    /// <summary>What a scalar says; "" for any other node.</summary>
    public static string Text(this YamlNode? node) => (node as YamlScalarNode)?.Value ?? "";

    /// <summary>All scalars below a node that are not keys.</summary>
    public static IEnumerable<YamlScalarNode> Scalars(this YamlNode? node) => node switch
    {
        YamlScalarNode scalar => [scalar],
        YamlSequenceNode sequence => sequence.Children.SelectMany(Scalars),
        YamlMappingNode mapping => mapping.Children.Values.SelectMany(Scalars),
        _ => [],
    };

    /// <summary>Where a node begins, from 1.</summary>
    public static int Line(this YamlNode node) => (int)node.Start.Line;
}
