using Nusaloka.House.Tests.Rules;
using Nusaloka.House.Tests.Source;

namespace Nusaloka.House.Tests;

/// <summary>The repository keeps the rules, and the rules see what breaks them.</summary>
public sealed class HouseTests
{
    public static TheoryData<string> RuleNames => [.. AllRules.List.Select(static rule => rule.Name)];

    [Theory]
    [MemberData(nameof(RuleNames))]
    public void Repository_EachRule_IsKept(string rule)
    {
        var findings = Find(rule).Check(Repository.Here).ToArray();

        Assert.True(findings.Length == 0, $"{findings.Length} findings against \"{rule}\":\n{string.Join('\n', findings.Take(50))}");
    }

    [Theory]
    [MemberData(nameof(RuleNames))]
    public void Rule_RepositoryThatBreaksIt_FindsFileAndLine(string rule)
    {
        var sample = RuleSamples.Of(rule);

        var findings = Find(rule).Check(sample.Broken).ToArray();

        Assert.Equal(sample.Places, findings.Select(static finding => $"{finding.Path}:{finding.Line}"));
        Assert.All(findings, static finding => Assert.NotEmpty(finding.Message));
    }

    [Theory]
    [MemberData(nameof(RuleNames))]
    public void Rule_RepositoryThatKeepsIt_FindsNothing(string rule)
    {
        var findings = Find(rule).Check(RuleSamples.Of(rule).Clean);

        Assert.Empty(findings);
    }

    [Fact]
    public void Repository_Read_HasTheProjects()
    {
        var projects = Repository.Here.Projects.Select(static project => project.Path).ToArray();

        Assert.Contains("src/Runtime/Nusaloka.Runtime.csproj", projects);
        Assert.Contains("tests/House.Tests/Nusaloka.House.Tests.csproj", projects);
    }

    private static Rule Find(string name) => AllRules.List.Single(rule => rule.Name == name);
}
