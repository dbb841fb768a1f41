using Nusaloka.House.Tests.Source;

namespace Nusaloka.House.Tests;

/// <summary>For each rule what breaks it and what does not.</summary>
internal static class RuleSamples
{
    private const string Props = "Directory.Packages.props";

    private static readonly Dictionary<string, RuleSample> Samples = new()
    {
        ["projects reference in one direction"] = Of(
            "src/Api/Nusaloka.Api.csproj", Reference("../Persistence/Nusaloka.Persistence.csproj"), [2],
            Reference("../Grains.Abstractions/Nusaloka.Grains.Abstractions.csproj")),
        ["code uses what its project may use"] = Of("src/Api/A.cs", "using System;\nusing Npgsql.Internal;", [2], "using Nusaloka.Accounts;"),
        ["the API has no database package"] = Of("src/Api/Nusaloka.Api.csproj", Package("Dapper"), [2], Package("Polly")),
        ["files have at most 500 lines"] = Of("ops/a.sh", Lines("echo", 501), [500], Lines("echo", 500) + "\n"),
        ["methods have at most 70 lines"] = Of("tests/A.cs", Method(71), [3], Method(70)),
        ["types are sealed, abstract or static"] = Of(
            "src/Grains/A.cs", "class A;\nclass B;\nsealed class C : A;\nrecord D(int X);\npublic partial class E;", [2, 4, 5],
            "class A;\nsealed class B : A;\nrecord struct C;\npartial class D;\nsealed partial class D;\nstatic class E;"),
        ["type names say something"] = Of("src/Api/A.cs", "\nsealed class TokenHelper;", [2], "sealed class HelperTask;"),
        ["no banned words"] = Of(
            "docs/a.md", "TO" + "DO later\nfine\n#region" + " X\nsee /wo" + "rk/main", [1, 3, 4], "todo lists, HAC" + "KS, $HOME/wo" + "rk/x, ~/wo" + "rk/y, https://x.id/wo" + "rk/1"),
        ["no forgiven nulls"] = Of("src/Grains/A.cs", "class A {\n string b = null!; }", [2], "class A<T> { string b = Find()!; T c = default!; }"),
        ["no conditional compilation"] = Of("src/Grains/A.cs", "\n#if DEBUG\n#endif", [2], "#pragma warning disable X"),
        ["no skipped tests"] = Of(
            "tests/A.cs", "class A {\n [Fact(Skip = \"later\")]\n void B_C() { Assert.Skip(\"x\"); } }", [2, 3],
            "class A { [Fact] void Skip_C() { list.Skip(1); } }"),
        ["tests are named Method_Condition_Outcome"] = Of("tests/A.cs", Test("Works", ""), [2], Test("Parse_Nonsense_Fails", "")),
        ["tests do not sleep"] = Of(
            "tests/A.cs", Test("A_B", "await Task.Delay(1, time);"), [3], Test("A_B", "await Eventually.TrueAsync(x);")),
        ["tests assert something"] = Of(
            "tests/A.cs", Test("A_B", "Run(); }\n void Run() {"), [2], Test("A_B", "Run(); }\n void Run() { Deeper(); }\n void Deeper() { Assert.Empty(x);")),
        ["public types are documented"] = Of(
            "src/Runtime/A.cs", "\npublic class A;\n/// <remarks>x</remarks>\npublic enum B;", [2, 4],
            "/// <summary>x</summary>\npublic class A;\nclass B { public class C; }"),
        ["grain methods are documented"] = Of(
            "src/Grains.Abstractions/A.cs", "interface IA {\n Task BAsync(); }", [2], "interface IA {\n/// <summary>x</summary>\n Task BAsync(); }"),
        ["logging by LoggerMessage only"] = Of(
            "src/Grains/A.cs", "class A { void B() {\n _logger.LogError(e, \"x\");\n logger.Log(level, \"x\"); } }", [2, 3],
            "class A { void B() { Math.Log(2); logger.RequestFailed(e); } }"),
        ["log event ids are stable and unique"] = Of(
            "src/Grains/A.cs",
            "class A { [LoggerMessage(1, Level, \"x\")] void B();\n[LoggerMessage(EventId = 1)] void C();\n[LoggerMessage(Level = L)] void D(); }", [3, 2],
            "class A { [LoggerMessage(1, Level, \"x\")] void B();\n[LoggerMessage(EventId = 2)] void C(); }"),
        ["asynchronous methods end in Async"] = Of(
            "src/Grains/A.cs", "class A {\n public Task<int> Get() => x; }", [2],
            "class A { Task GetAsync() => x; override Task Run() => x; Task I.Run() => x; void Do() { } }"),
        ["no async void"] = Of("bench/A.cs", "class A {\n async void B() { } }", [2], "class A { async Task B() { } }"),
        ["no blocking on tasks"] = Of(
            "src/Grains/A.cs", "class A { void B() {\n XAsync().GetAwaiter().GetResult();\n XAsync().Wait(); } }", [2, 3],
            "class A { void B() { gate.Wait(); } }"),
        ["package versions are central"] = Of(
            "src/Api/A.csproj", "<Project>\n <PackageReference Include=\"X\" Version=\"1\" /></Project>", [2], Package("X")),
        ["package versions are exact"] = Of(
            Props, "<P>\n<PackageVersion Include=\"A\" Version=\"1.0\" />\n<PackageVersion Include=\"B\" Version=\"[1.0,2.0)\" /></P>", [2, 3],
            "<P><PackageVersion Include=\"A\" Version=\"[1.0]\" /></P>"),
        ["package versions are used"] = Of(
            Props, "<P>\n<PackageVersion Include=\"A\" Version=\"[1]\" /></P>", [2], "<P><PackageVersion Include=\"Microsoft.Orleans.Sdk\" Version=\"[1]\" /></P>"),
        ["migrations are numbered without gaps"] = new(
            Migrations("0001_a.sql", "0003_c.sql", "Fix.sql"),
            ["src/Persistence/Migrations/Fix.sql:1", "src/Persistence/Migrations/0003_c.sql:1"],
            Migrations("0001_a.sql", "0002_b_c.sql")),
        ["folders are concepts"] = Of("src/Grains/Wallet/A.cs", "", [1], Repository.Of(("src/Grains/Wallets/A.cs", ""), ("src/Grains/State/B.cs", ""))),
        ["a concept has one folder name everywhere"] = new(
            Repository.Of(("src/Api/Trips/A.cs", ""), ("src/Grains/Trips/A.cs", "")), ["src/Api/Trips:1"],
            Repository.Of(("src/Api/Trips/A.cs", ""), ("src/Grains.Abstractions/Trips/A.cs", ""), ("src/Grains/Trips/A.cs", ""))),
        ["namespaces follow folders"] = Of(
            "src/Grains/Trips/A.cs", "using X;\nnamespace Nusaloka.Trips;", [2],
            Repository.Of(
                ("src/Grains/Trips/A.cs", "namespace Nusaloka.Grains.Trips;"), ("src/Grains.Abstractions/Trips/A.cs", "namespace Nusaloka.Trips;"),
                ("src/Grains.Abstractions/Money/A.cs", "namespace Nusaloka;"))),
        ["test folders mirror src"] = new(
            Repository.Of(("src/Grains/Trips/A.cs", ""), ("tests/Grains.Tests/Travel/A.cs", "")), ["tests/Grains.Tests/Travel/A.cs:1"],
            Repository.Of(("src/Grains/Trips/A.cs", ""), ("tests/Grains.Tests/Trips/A.cs", ""), ("tests/Scenarios/Any/A.cs", ""))),
        ["every project is in the solution"] = new(
            Repository.Of(("Nusaloka.sln", "\"src\\Api\\A.csproj\""), ("src/Api/A.csproj", ""), ("src/Api/B.csproj", "")), ["src/Api/B.csproj:1"],
            Repository.Of(("Nusaloka.sln", "\"src\\Api\\A.csproj\""), ("src/Api/A.csproj", ""))),
        ["every test project is run"] = Of(
            "tests/A.Tests/Nusaloka.A.Tests.csproj", "<Project></Project>", [1], "<Project><IsTestProject>true</IsTestProject></Project>"),
        ["documents that are named exist"] = new(
            Repository.Of(("src/Api/A.cs", "\n// See docs/adr/0009-none.md."), ("docs/b.md", "")), ["src/Api/A.cs:2"],
            Repository.Of(("src/Api/A.cs", "// See docs/b.md; https://x.id/docs/c.md"), ("docs/b.md", ""))),
        ["links lead somewhere"] = Of(
            "docs/a.md", "[x](b.md)\n[y](../../out.md)\n[z](#nowhere)", [1, 2, 3],
            "# The first part!\n[x](#the-first-part) [y](../docs/a.md) [z](https://x.id) `[q](r)`\n```\n[s](t)\n```"),
        ["variables that are described are read"] = new(
            Repository.Of((ReferencePage, "`NUSALOKA_A`\n`NUSALOKA_GONE`"), ("src/Api/A.cs", "var a = configuration[\"A\"];")), [ReferencePage + ":2"],
            Repository.Of(
                (ReferencePage, "`NUSALOKA_LIMITS__MOST` `NUSALOKA_CLIENTS__<ID>` `NUSALOKA_PORT`"), ("nusaloka", "port=${NUSALOKA_PORT:-1}"),
                ("src/Api/A.cs", "class A { int Most { get; } string B = \"Limits\"; string C = \"CLIENTS\"; }"))),
        ["variables of options are described"] = new(
            Repository.Of((ReferencePage, "`NUSALOKA_AB`"), ("src/Api/A.cs", "class C {\n[ConfigurationKeyName(\"A\")] int B { get; } }")), ["src/Api/A.cs:2"],
            Repository.Of((ReferencePage, "`NUSALOKA_X__A`"), ("src/Api/A.cs", "class C { [ConfigurationKeyName(\"A\")] int B { get; } }"))),
        ["variables of containers are described"] = new(
            Repository.Of((Compose, "services:\n  a:\n    environment:\n      NUSALOKA_A: x\n      NUSALOKA_B: x"), (ReferencePage, "`NUSALOKA_A`")), [Compose + ":5"],
            Repository.Of((Compose, "services: {a: {environment: {POSTGRES_DB: x}}}"), ("Dockerfile", "FROM a:1\nENV DOTNET_X=1 ASPNETCORE_URLS=2"), (ReferencePage, "`ASPNETCORE_URLS`"))),
        ["the Dockerfile names what is there"] = new(
            Repository.Of(
                ("Dockerfile", "FROM sdk AS build\nCOPY src gone ./\nRUN dotnet publish src/Api -p:Speed=${FAST}\nCOPY --from=built /a ./\nENTRYPOINT [\"dotnet\", \"B.dll\", \"now\"]"),
                (".dockerignore", "*"), ("src/A.cs", "")),
            [.. new[] { 1, 2, 2, 3, 3, 3, 4, 5, 5 }.Select(static line => $"Dockerfile:{line}")],
            Repository.Of(("Dockerfile", GoodImage), (".dockerignore", "*\n!src"), ("src/Api/A.csproj", ""), ("src/Api/A.cs", "\"now\""), ("Directory.Build.props", "$(Speed)"))),
        ["images run with as little as they need"] = new(
            Repository.Of(("Dockerfile", "FROM a:1 AS b\nFROM b AS c\nENV ASPNETCORE_URLS=http://+:80\nUSER root\nEXPOSE 8080\nENTRYPOINT [\"x\"]")),
            [.. Enumerable.Repeat("Dockerfile:2", 4)], Repository.Of(("Dockerfile", GoodImage))),
        ["services name what is there"] = new(
            Repository.Of(("Dockerfile", GoodImage), (Compose,
                """
                services:
                  a:
                    depends_on:
                      c: {}
                      b: {condition: service_healthy}
                    networks: [x]
                    volumes: ["data:/data"]
                  b:
                    build:
                      context: .
                      target: program
                      args: {SLOW: x}
                    ports: ["80:81"]
                  d:
                    build:
                      context: ./src
                      target: gone
                """)),
            [.. new[] { 4, 6, 7, 12, 13, 16, 17 }.Select(static line => $"{Compose}:{line}")],
            Repository.Of(("Dockerfile", GoodImage), (Compose, GoodServices), ("ops/x.conf", ""))),
        ["services run within limits"] = new(
            Repository.Of((Compose, "services:\n  a:\n    image: x/y\n  b:\n    build: .\n    ports: []\n    container_name: b\n    deploy: {replicas: 2}\n    stop_grace_period: 30s")),
            [.. new[] { 3, 3, 5, 5, 5, 5, 5, 5 }.Select(static line => $"{Compose}:{line}")],
            Repository.Of((Compose, GoodServices))),
        ["services ask for their secrets"] = new(
            Repository.Of((".env", "A=1\nUNUSED=1"), (Compose, "services:\n  a:\n    x: ${A} ${B:?b} ${C:-c}\n    y: [\"${D_KEY:-secret}\"]")),
            [Compose + ":3", Compose + ":4", ".env:1"],
            Repository.Of((".env", "# B=\nD_KEY=1"), (Compose, "x: {y: '${D_KEY:?d} $${NOT_OURS} ${C:-}'}"))),
        ["no pipe into a grep that ends early"] = Of(
            "ops/cli/a.sh", "a | grep -q b\na | grep -qx b || c\na |grep -m 1 b", [1, 2, 3], "a | grep b >c\ngrep -q b <<<\"$a\"\na | grep -c b"),
    };

    private const string ReferencePage = "docs/reference/configuration.md";
    private const string Compose = "docker-compose.yml";

    private const string GoodImage =
        """
        FROM sdk:1.0 AS build
        ARG FAST=x
        COPY src ./
        # a comment in between
        RUN --mount=type=cache,target=/x \\
            dotnet publish src/Api -p:UseAppHost=false -p:Speed=${FAST}
        FROM build AS base
        USER $APP_UID
        STOPSIGNAL SIGTERM
        ENV ASPNETCORE_URLS=http://0.0.0.0:8080
        EXPOSE 8080
        FROM base AS program
        COPY --from=build /a ./
        HEALTHCHECK --interval=10s CMD ["dotnet", "A.dll", "now"]
        ENTRYPOINT ["dotnet", "A.dll"]
        """;

    private const string GoodServices =
        """
        x-ours: &ours
          read_only: true
          cap_drop: [ALL]
          stop_grace_period: 31s
          deploy: &small
            resources: {limits: {memory: 1g}}
        services:
          a:
            <<: *ours
            build: {context: ., target: program, args: {FAST: x}}
            ports: ["127.0.0.1:80:8080"]
          b:
            image: x/y:7.4-alpine
            deploy: *small
            depends_on: {a: {condition: service_healthy}}
            networks: [inside]
            volumes: ["data:/data", "./ops/x.conf:/x.conf"]
        networks: {inside: {}}
        volumes: {data: {}}
        """;

    public static RuleSample Of(string rule) => Samples.TryGetValue(rule, out var sample)
        ? sample
        : throw new InvalidOperationException($"The rule \"{rule}\" has no sample in RuleSamples.cs: add one that breaks it.");

    private static RuleSample Of(string path, string broken, int[] lines, string clean) => Of(path, broken, lines, Repository.Of((path, clean)));

    private static RuleSample Of(string path, string broken, int[] lines, Repository clean) =>
        new(Repository.Of((path, broken)), [.. lines.Select(line => $"{path}:{line}")], clean);

    private static Repository Migrations(params string[] names) =>
        Repository.Of([.. names.Select(static name => ($"src/Persistence/Migrations/{name}", "SELECT 1;"))]);

    private static string Reference(string project) => $"<Project>\n<ProjectReference Include=\"{project}\" /></Project>";

    private static string Package(string name) => $"<Project>\n<PackageReference Include=\"{name}\" /></Project>";

    private static string Lines(string line, int count) => string.Join('\n', Enumerable.Repeat(line, count));

    private static string Method(int lines) => $"class A\n{{\nvoid B()\n{{\n{Lines("C();", lines - 3)}\n}}\n}}";

    private static string Test(string name, string body) => $"class A {{ [Fact]\n void {name}() {{\n {body} }} }}";
}
