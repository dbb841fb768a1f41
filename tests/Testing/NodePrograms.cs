namespace Nusaloka.Testing;

/// <summary>The npm programs that tests talk to, in the versions that Node/package-lock.json holds.</summary>
public static class NodePrograms
{
    private const string Variable = "NUSALOKA_TEST_NODE";

    /// <summary>The path of a file of an installed package, for <c>node</c>: <c>PathOf("maildev", "bin/maildev")</c>.</summary>
    public static string PathOf(string package, string file)
    {
        if (Environment.GetEnvironmentVariable(Variable) is not { Length: > 0 } folder)
            throw new InvalidOperationException($"{Variable} is not set: run the tests with ./nusaloka test, which installs the npm programs and sets it.");

        var path = Path.Combine(folder, "node_modules", package, file);
        return File.Exists(path)
            ? path
            : throw new InvalidOperationException($"There is no {path}: {package} is not in tests/Testing/Node/package.json, or {Variable} names another folder.");
    }
}
