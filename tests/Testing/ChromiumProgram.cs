namespace Nusaloka.Testing;

/// <summary>The browser of tests that need one.</summary>
public static class ChromiumProgram
{
    private const string Variable = "NUSALOKA_TEST_CHROMIUM";

    /// <summary>Where the program is.</summary>
    public static string Path => Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } program
        ? program
        : throw new InvalidOperationException($"{Variable} is not set: run the tests with ./nusaloka test, which installs Chromium and sets it.");
}
