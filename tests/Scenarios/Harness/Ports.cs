using System.Net;
using System.Net.Sockets;

namespace Nusaloka.Scenarios.Harness;

/// <summary>Ports for processes under test.</summary>
internal static class Ports
{
    // Below the range that the kernel gives to outgoing connections (32768 and up), so that a process that is killed
    // finds its port free again; and apart from the range in which ./nusaloka places PostgreSQL (20000 and up).
    private const int First = 11_000;
    private const int End = 19_000;

    /// <summary>A port of the loopback interface that nobody listens on.</summary>
    public static int Free()
    {
        while (true)
        {
            var port = Random.Shared.Next(First, End);
            try
            {
                using var listener = new TcpListener(IPAddress.Loopback, port);
                listener.Start();
                return port;
            }
            catch (SocketException)
            {
                // Taken; another one will do.
            }
        }
    }
}
