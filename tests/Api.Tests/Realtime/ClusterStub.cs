using System.Reflection;
using Nusaloka.Chat;

namespace Nusaloka.Api.Tests.Realtime;

/// <summary>A cluster in which there is one room, and nothing else. Made by <see cref="Of"/>.</summary>
public class ClusterStub : DispatchProxy
{
    private IChatRoomGrain? _room;

    public static IClusterClient Of(IChatRoomGrain room)
    {
        var cluster = Create<IClusterClient, ClusterStub>();
        ((ClusterStub)cluster)._room = room;
        return cluster;
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) =>
        targetMethod is { Name: nameof(IClusterClient.GetGrain), IsGenericMethod: true } asked && asked.GetGenericArguments() is [var kind] && kind == typeof(IChatRoomGrain)
            ? _room
            : throw new NotSupportedException(targetMethod?.Name);
}
