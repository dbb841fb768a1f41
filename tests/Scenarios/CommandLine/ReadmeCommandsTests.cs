namespace Nusaloka.Scenarios.CommandLine;

/// <summary>What counts as a command of the quick start.</summary>
public sealed class ReadmeCommandsTests
{
    private const string Readme =
        """
        # Product
        ```sh
        not this
        ```
        ## Quick start
        Words.
        ```sh
        ./nusaloka up
        # a comment of the shell, not a heading
        ```
        ### Pay
        ```json
        {"nor": "this"}
        ```
        ```sh
        curl one
        ```
        ## Clusters
        ```sh
        nor that
        ```
        """;

    [Fact]
    public void Extract_Readme_TakesTheShellBlocksOfTheQuickStart() =>
        Assert.Equal("./nusaloka up\n# a comment of the shell, not a heading\ncurl one\n", ReadmeCommands.Extract(Readme, "Quick start"));

    [Fact]
    public void Extract_NoQuickStart_SaysWhatIsMissing() =>
        Assert.Contains("Quick start", Assert.Throws<FormatException>(() => ReadmeCommands.Extract("# Product\n```sh\nls\n```\n", "Quick start")).Message, StringComparison.Ordinal);
}
