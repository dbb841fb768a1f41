using System.Collections.Immutable;
using System.Xml.Linq;

namespace Nusaloka.House.Tests.Source;

/// <summary>The files that the rules are about: those on disk, or a few of a test's own.</summary>
internal sealed class Repository
{
    private static readonly Lazy<Repository> OnDisk = new(static () => Read(FindRoot()));

    /// <summary>What the build and the system make, and what package managers bring.</summary>
    private static readonly HashSet<string> SkippedFolders =
        [".git", ".nusaloka", ".vs", ".idea", "artifacts", "bin", "obj", "node_modules", "TestResults"];

    /// <summary>Kinds of files that are not text, or not ours to write.</summary>
    private static readonly HashSet<string> SkippedExtensions =
        [".png", ".jpg", ".jpeg", ".webp", ".gif", ".ico", ".woff2", ".pdf", ".zip", ".user", ".bin"];

    public Repository(string? root, IEnumerable<RepositoryFile> files)
    {
        Root = root;
        Files = [.. files.OrderBy(static file => file.Path, StringComparer.Ordinal)];
    }

    /// <summary>The repository that this test was built from.</summary>
    public static Repository Here => OnDisk.Value;

    /// <summary>Where it lies; null when it is made up.</summary>
    public string? Root { get; }

    public ImmutableArray<RepositoryFile> Files { get; }

    /// <summary>The project files.</summary>
    public IEnumerable<RepositoryFile> Projects => Files.Where(static file => file.Path.EndsWith(".csproj", StringComparison.Ordinal));

    /// <summary>A made-up repository.</summary>
    public static Repository Of(params (string Path, string Text)[] files) =>
        new(null, files.Select(static file => new RepositoryFile(file.Path, file.Text)));

    /// <summary>C# files in any of the folders; all when none is named.</summary>
    public IEnumerable<RepositoryFile> CSharp(params string[] folders) => Files.Where(file =>
        file.Path.EndsWith(".cs", StringComparison.Ordinal) && (folders.Length == 0 || folders.Any(file.IsIn)));

    /// <summary>C# files of the product without the runtime, whose names and shapes are Orleans' own.</summary>
    public IEnumerable<RepositoryFile> Product() => CSharp("src").Where(static file => !file.IsIn("src/Runtime"));

    /// <summary>Whether a file or folder is there, from the root.</summary>
    public bool Has(string path) => path.Length == 0 || Files.Any(file => file.Path == path || file.IsIn(path));

    /// <summary>The values of an attribute of all elements of one name in a project file, with their lines.</summary>
    public static IEnumerable<(string Value, int Line)> Attributes(RepositoryFile project, string element, string attribute) =>
        from found in XDocument.Parse(project.Text, LoadOptions.SetLineInfo).Descendants(element)
        let value = found.Attribute(attribute)?.Value
        where value is not null
        select (value, ((System.Xml.IXmlLineInfo)found).LineNumber);

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Nusaloka.sln")))
                return folder.FullName;
        }

        throw new InvalidOperationException($"No Nusaloka.sln in {AppContext.BaseDirectory} or above: run the tests from a checkout.");
    }

    private static Repository Read(string root) => new(root, Walk(new DirectoryInfo(root)).Select(file => new RepositoryFile(
        Path.GetRelativePath(root, file.FullName).Replace('\\', '/'), File.ReadAllText(file.FullName))));

    private static IEnumerable<FileInfo> Walk(DirectoryInfo folder) => folder
        .EnumerateFiles()
        .Where(static file => !SkippedExtensions.Contains(file.Extension) && file.Name != ".git")
        .Concat(folder.EnumerateDirectories().Where(static sub => !SkippedFolders.Contains(sub.Name)).SelectMany(Walk));
}
