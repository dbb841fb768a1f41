using Nusaloka.Silo;

namespace Nusaloka.Api;

/// <summary>How the API reaches grains with the embedded actor runtime. Its twin for Microsoft Orleans is Hosting.Orleans.cs.</summary>
internal static class Hosting
{
    /// <summary>Hosts a silo in this process.</summary>
    public static void AddGrains(this IHostApplicationBuilder builder) => builder.AddNusalokaSilo();
}
