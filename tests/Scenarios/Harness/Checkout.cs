namespace Nusaloka.Scenarios.Harness;

/// <summary>Where things are in this checkout.</summary>
internal static class Checkout
{
    private const string TestFolder = "Nusaloka.Scenarios";

    /// <summary>The folder with Nusaloka.sln.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>The built dll of another project, of the configuration and actor runtime of these tests.</summary>
    public static string Program(string name)
    {
        // artifacts/<runtime>/bin/<project>/<configuration>/
        var output = new DirectoryInfo(AppContext.BaseDirectory);
        if (output.Parent is not { Name: TestFolder, Parent: { } programs })
            throw new InvalidOperationException($"These tests must run from artifacts/…/{TestFolder}/…, not from {output.FullName}.");

        var dll = Path.Combine(programs.FullName, name, output.Name, name + ".dll");
        return File.Exists(dll) ? dll : throw new FileNotFoundException($"{dll} is missing. Build the solution first.", dll);
    }

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Nusaloka.sln")))
                return folder.FullName;
        }

        throw new InvalidOperationException($"No folder above {AppContext.BaseDirectory} has Nusaloka.sln.");
    }
}
