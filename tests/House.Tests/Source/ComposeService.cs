using YamlDotNet.RepresentationModel;

namespace Nusaloka.House.Tests.Source;

/// <summary>A service of docker-compose.yml.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Node">What is said of it.</param>
/// <param name="Line">Where it begins.</param>
internal sealed record ComposeService(string Name, YamlNode? Node, int Line)
{
    public const string Path = "docker-compose.yml";

    /// <summary>Whether its image is built from this repository.</summary>
    public bool IsOurs => Node.At("build") is not null;

    /// <summary>The stage of the Dockerfile that it is built from; null when there is none of that name.</summary>
    public ImageStage? Stage(Repository repository) =>
        Dockerfile.Stages(repository).FirstOrDefault(stage => stage.Name == Node.At("build", "target").Text());

    /// <summary>A finding at a node of it, or at its beginning.</summary>
    public Finding At(YamlNode? node, string message) => new(Path, node?.Line() ?? Line, $"{Name} {message}");

    /// <summary>The services of the repository's file; none without one.</summary>
    public static IEnumerable<ComposeService> All(Repository repository) =>
        Root(repository).At("services").Pairs().Select(static pair => new ComposeService(pair.Key, pair.Value, pair.Value?.Line() ?? 1));

    /// <summary>The whole file; null without one.</summary>
    public static YamlNode? Root(Repository repository) =>
        repository.Files.FirstOrDefault(static file => file.Path == Path) is { } file ? Yaml.Root(file) : null;
}
