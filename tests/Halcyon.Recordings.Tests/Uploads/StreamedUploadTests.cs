using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using Halcyon.Testing;
using Xunit;

namespace Halcyon.Recordings.Tests.Uploads;

/// <summary>Alone while it runs: it measures the memory of the process.</summary>
[CollectionDefinition("memory", DisableParallelization = true)]
public sealed class MemoryTests;

[Collection("memory")]
public sealed class StreamedUploadTests
{
    private const long AllowedGrowthBytes = 96L << 20;

    [Fact]
    public async Task Upload_ThreeHundredMebibytes_KeepsMemoryBounded()
    {
        await using var app = await HalcyonApp.StartAsync();
        using var client = await app.RegisterAsync();
        using (await client.UploadAsync(new EdfSample().ToBytes()))
        {
            // Warm: what is loaded once does not count.
        }

        var sample = new EdfSample { Labels = [.. Enumerable.Range(1, 32).Select(i => $"X{i}")], SamplingRateHz = 512, Seconds = 9600 };
        Assert.InRange(sample.Length, 300L << 20, 310L << 20);
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var highest = 0L;
        var measuredAt = 0L;
        var content = new StreamContent(sample.ToStream(position =>
        {
            if (position - measuredAt < 8 << 20)
                return;
            measuredAt = position;
            highest = Math.Max(highest, GC.GetTotalMemory(forceFullCollection: false));
        }));

        using var response = await client.UploadAsync(content);

        var recording = await response.JsonAsync(HttpStatusCode.Created);
        Assert.Equal(sample.Length, recording.GetProperty("size_bytes").GetInt64());
        Assert.True(highest - before < AllowedGrowthBytes, $"Memory grew by {(highest - before) >> 20} MiB.");

        using var back = await client.GetAsync($"/v1/recordings/{recording.Id()}/file", RecordingsClient.Token);
        using var received = await back.Content.ReadAsStreamAsync(RecordingsClient.Token);
        Assert.Equal(
            await SHA256.HashDataAsync(sample.ToStream(), RecordingsClient.Token),
            await SHA256.HashDataAsync(received, RecordingsClient.Token));
    }

    [Fact]
    public async Task Upload_ClientThatLeaves_LeavesNothingBehind()
    {
        await using var app = await HalcyonApp.StartAsync();
        using var client = await app.RegisterAsync();
        var sample = new EdfSample { Seconds = 3600 };

        using (var socket = new TcpClient())
        {
            await socket.ConnectAsync(app.Address.Host, app.Address.Port, RecordingsClient.Token);
            await using var network = socket.GetStream();
            var authorization = client.DefaultRequestHeaders.Authorization!;
            await network.WriteAsync(
                Encoding.ASCII.GetBytes(
                    $"POST /v1/recordings?file_name=a.edf HTTP/1.1\r\nHost: localhost\r\nAuthorization: {authorization}\r\n"
                    + $"Content-Type: application/octet-stream\r\nContent-Length: {sample.Length}\r\n\r\n"),
                RecordingsClient.Token);
            var half = new byte[sample.Length / 2];
            await sample.ToStream().ReadExactlyAsync(half, RecordingsClient.Token);
            await network.WriteAsync(half, RecordingsClient.Token);
            await Until.TrueAsync(() => Blobs.Of(app).Count > 0, "the upload is being stored");
        }

        await Until.TrueAsync(() => Blobs.Of(app).Count == 0, "what was stored is gone");
        Assert.Empty((await client.GetJsonAsync("/v1/recordings")).GetProperty("items").EnumerateArray());
    }
}
