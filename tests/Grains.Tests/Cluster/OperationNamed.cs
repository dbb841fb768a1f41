using Nusaloka.Wallets;

namespace Nusaloka.Grains.Tests.Cluster;

/// <summary>Operations as callers name them.</summary>
internal static class OperationNamed
{
    /// <summary>A fresh one.</summary>
    public static Operation Anew() => Of($"{Guid.CreateVersion7(TimeProvider.System.GetUtcNow())}");

    /// <summary>One with a key of the test's choice.</summary>
    public static Operation Of(string key, char request = 'a') => new(key, new string(request, 64));
}
