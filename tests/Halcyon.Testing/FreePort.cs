using System.Net;
using System.Net.Sockets;

namespace Halcyon.Testing;

/// <summary>For a program that must be told its port before it starts.</summary>
public static class FreePort
{
    /// <summary>Below those that the system gives to whoever asks for any, to every outgoing connection too: none of these takes it meanwhile.</summary>
    private const int Lowest = 10_000;
    private const int Highest = 32_000;

    public static int Find()
    {
        while (true)
        {
            var port = Random.Shared.Next(Lowest, Highest);
            using var listener = new TcpListener(IPAddress.Loopback, port);
            try
            {
                listener.Start();
                return port;
            }
            catch (SocketException)
            {
                // Somebody listens there.
            }
        }
    }
}
