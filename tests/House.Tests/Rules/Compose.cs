using System.Text.RegularExpressions;
using Nusaloka.House.Tests.Source;

namespace Nusaloka.House.Tests.Rules;

/// <summary>docker-compose.yml fits together and fits the Dockerfile; its containers have limits and no secrets of their own.</summary>
internal static partial class Compose
{
    private const string Environment = ".env";

    /// <summary>The longest that a process of ours takes to drain by itself, in seconds.</summary>
    private const int DrainSeconds = 30;

    private static readonly string[] SecretWords = ["PASSWORD", "SECRET", "KEY"];

    public static IEnumerable<Finding> Names(Repository repository) =>
        from service in ComposeService.All(repository)
        from finding in ServiceNames(repository, service).Concat(Own(repository, service))
        select finding;

    public static IEnumerable<Finding> Confinement(Repository repository) =>
        from service in ComposeService.All(repository)
        let node = service.Node
        from problem in new[]
        {
            node.At("deploy", "resources", "limits", "memory") is null ? "has no limit of memory" : null,
            !service.IsOurs && !ImageWithVersion().IsMatch(node.At("image").Text()) ? "needs an image with a version" : null,
            node.At("ports") is not null && node.At("deploy", "replicas") is not null ? "has replicas, which cannot share a port of the host" : null,
            node.At("container_name") is not null ? "has a name of its own, so there can be only one" : null,
            service.IsOurs && node.At("read_only").Text() != "true" ? "must have a read-only file system" : null,
            service.IsOurs && !node.At("cap_drop").Items().Any(static item => item.Text() == "ALL") ? "must drop ALL capabilities" : null,
            service.IsOurs && Seconds(node.At("stop_grace_period").Text()) <= DrainSeconds ? $"must be given more than {DrainSeconds} s to drain (stop_grace_period)" : null,
        }
        where problem is not null
        select service.At(null, problem);

    /// <summary>Every variable that the file asks for has a value in development, and no secret has one anywhere else.</summary>
    public static IEnumerable<Finding> Variables(Repository repository)
    {
        var given = repository.Files.FirstOrDefault(static file => file.Path == Environment)?.Lines
            .Where(static line => line.Contains('=', StringComparison.Ordinal) && !line.StartsWith('#')).Select(static line => line.Split('=')[0]).ToArray() ?? [];
        var asked = (
            from scalar in ComposeService.Root(repository).Scalars()
            from Match match in Interpolation().Matches(scalar.Text())
            select (Name: match.Groups["name"].Value, Form: match.Groups["form"].Value, Scalar: scalar)).ToArray();
        foreach (var (name, form, scalar) in asked)
        {
            if (form != ":-" && !given.Contains(name))
                yield return new Finding(ComposeService.Path, scalar.Line(), $"{name} has neither a default nor a value in {Environment}");
            if (form != ":?" && SecretWords.Any(word => name.EndsWith(word, StringComparison.Ordinal)))
                yield return new Finding(ComposeService.Path, scalar.Line(), $"{name} is a secret: require it with ${{{name}:?what it is}}");
        }

        foreach (var name in given.Where(name => !asked.Any(variable => variable.Name == name)))
            yield return new Finding(Environment, 1, $"{ComposeService.Path} does not ask for {name}");
    }

    private static IEnumerable<Finding> ServiceNames(Repository repository, ComposeService service)
    {
        var root = ComposeService.Root(repository);
        foreach (var (name, dependency) in service.Node.At("depends_on").Pairs())
        {
            if (ComposeService.All(repository).FirstOrDefault(other => other.Name == name) is not { } other)
                yield return service.At(dependency, $"depends on {name}, which is not there");
            else if (dependency.At("condition").Text() == "service_healthy" && other.Node.At("healthcheck") is null && other.Stage(repository)?.Last("HEALTHCHECK") is null)
                yield return service.At(dependency, $"waits until {name} is healthy, which has no health check");
        }

        foreach (var network in service.Node.At("networks").Items().Where(network => !root.At("networks").Pairs().Any(pair => pair.Key == network.Text())))
            yield return service.At(network, $"is in the network {network.Text()}, which is not there");

        foreach (var volume in service.Node.At("volumes").Items())
        {
            var source = volume.Text().Split(':')[0];
            var isThere = source.StartsWith('.') ? repository.Has(source.TrimStart('.', '/')) : root.At("volumes").Pairs().Any(pair => pair.Key == source);
            if (!isThere)
                yield return service.At(volume, $"uses the volume {source}, which is not there");
        }
    }

    private static IEnumerable<Finding> Own(Repository repository, ComposeService service)
    {
        if (!service.IsOurs)
            yield break;

        var build = service.Node.At("build");
        var context = build.At("context").Text();
        if (context != "." || build.At("dockerfile") is not null)
            yield return service.At(build, "must be built from the root, by its Dockerfile: the rules look nowhere else");
        if (service.Stage(repository) is not { } stage)
        {
            yield return service.At(build.At("target"), $"is built from the stage '{build.At("target").Text()}', which the Dockerfile does not have");
            yield break;
        }

        var arguments = Dockerfile.Stages(repository).SelectMany(static other => other.Arguments).ToArray();
        foreach (var (name, value) in build.At("args").Pairs().Where(argument => !arguments.Contains(argument.Key)))
            yield return service.At(value, $"gives the build argument {name}, which the Dockerfile does not have");
        foreach (var port in service.Node.At("ports").Items().Where(port => !stage.Ports.Contains(port.Text()[(port.Text().LastIndexOf(':') + 1)..])))
            yield return service.At(port, $"publishes {port.Text()}, which the stage {stage.Name} does not expose");
    }

    private static int Seconds(string duration) =>
        duration.EndsWith('s') && int.TryParse(duration[..^1], System.Globalization.CultureInfo.InvariantCulture, out var seconds) ? seconds : 0;

    [GeneratedRegex(@"(?<!\$)\$\{(?<name>\w+)(?<form>:-|:\?|)")]
    private static partial Regex Interpolation();

    [GeneratedRegex(@"^[\w./-]+:v?\d[\w.-]*$")]
    private static partial Regex ImageWithVersion();
}
