using System.Net.Sockets;
using System.Text;
using Halcyon.Testing;

namespace Halcyon.Recordings.Tests;

/// <summary>A request written by hand, for what no well-behaved client sends.</summary>
internal static class RawRequest
{
    /// <summary>Sends the text and returns all that is answered until the server closes.</summary>
    public static async Task<string> SendAsync(HalcyonApp app, string request)
    {
        using var socket = new TcpClient();
        await socket.ConnectAsync(app.Address.Host, app.Address.Port, RecordingsClient.Token);
        await using var network = socket.GetStream();
        await network.WriteAsync(Encoding.ASCII.GetBytes(request), RecordingsClient.Token);
        using var answer = new StreamReader(network, Encoding.UTF8);
        return await answer.ReadToEndAsync(RecordingsClient.Token);
    }
}
