using System.Buffers.Binary;
using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Runtime.InteropServices;
using System.Text.Json;
using Halcyon.Signals.Recordings;
using Halcyon.Testing;
using Xunit;

namespace Halcyon.Recordings.Tests.Signal;

public sealed class SignalTests(HalcyonApp app)
{
    [Fact]
    public async Task Signal_FewSamples_AreTheReadersOwn()
    {
        using var client = await app.RegisterAsync();
        var sample = new EdfSample();
        var recording = await client.AddAsync(sample);
        using var reader = RecordingFile.Open(new MemoryStream(sample.ToBytes()), "a.edf");

        var signal = await ReadAsync(client, $"/v1/recordings/{recording.Id()}/signal?from=2.5&to=5&channels=2,0&points=640");

        Assert.Equal(2.5, signal.Header.GetProperty("from_seconds").GetDouble());
        Assert.Equal(5, signal.Header.GetProperty("to_seconds").GetDouble());
        Assert.Equal(2, signal.Channels.Count);
        foreach (var (channel, values) in signal.Channels)
        {
            var index = channel.GetProperty("source_channels")[0].GetInt32();
            Assert.Equal(sample.Labels[index], channel.GetProperty("label").GetString()!.Replace("EEG ", "", StringComparison.Ordinal));
            Assert.Equal("samples", channel.GetProperty("layout").GetString());
            Assert.Equal("uV", channel.GetProperty("unit").GetString());
            Assert.Equal("eeg", channel.GetProperty("kind").GetString());
            Assert.Equal(2.5, channel.GetProperty("first_sample_seconds").GetDouble());
            Assert.Equal(1.0 / 256, channel.GetProperty("step_seconds").GetDouble());
            Assert.Equal(640, channel.GetProperty("count").GetInt32());
            var expected = new double[640];
            reader.ReadSamples(index, 640, expected);
            Assert.Equal(expected.Select(value => (float)value), values);
            Assert.Equal(EdfSample.Microvolts(index, 640), values[0], 0.001);
        }
    }

    [Fact]
    public async Task Signal_ManySamples_AreBracketedByMinimumAndMaximum()
    {
        using var client = await app.RegisterAsync();
        var sample = new EdfSample();
        var recording = await client.AddAsync(sample);

        var signal = await ReadAsync(client, $"/v1/recordings/{recording.Id()}/signal?from=0&to=20&points=100");

        Assert.Equal(3, signal.Channels.Count);
        foreach (var (channel, values) in signal.Channels)
        {
            var index = channel.GetProperty("source_channels")[0].GetInt32();
            var count = channel.GetProperty("count").GetInt32();
            Assert.Equal("min_max", channel.GetProperty("layout").GetString());
            Assert.InRange(count, 50, 100);
            Assert.Equal(2 * count, values.Length);
            var first = channel.GetProperty("first_sample_seconds").GetDouble() * 256;
            var step = channel.GetProperty("step_seconds").GetDouble() * 256;
            for (var bin = 0; bin < count; bin++)
            {
                var from = (long)Math.Round(first + bin * step);
                var to = Math.Min((long)Math.Round(first + (bin + 1) * step), 20 * 256);
                var within = Enumerable.Range((int)from, (int)(to - from)).Select(i => (float)EdfSample.Microvolts(index, i)).ToList();
                Assert.Equal(within.Min(), values[2 * bin], 0.001);
                Assert.Equal(within.Max(), values[2 * bin + 1], 0.001);
            }
        }
    }

    [Theory]
    [InlineData("from=-1", "from")]
    [InlineData("from=21", "from")]
    [InlineData("from=NaN", "from")]
    [InlineData("from=abc", "from")]
    [InlineData("from=5&to=5", "to")]
    [InlineData("from=5&to=4", "to")]
    [InlineData("to=1e9", "to")]
    [InlineData("points=1", "points")]
    [InlineData("points=20001", "points")]
    [InlineData("points=ten", "points")]
    [InlineData("channels=3", "channels")]
    [InlineData("channels=-1", "channels")]
    [InlineData("channels=", "channels")]
    [InlineData("channels=0,x", "channels")]
    [InlineData("montage=banana", "montage")]
    [InlineData("band=30", "band")]
    [InlineData("band=30-10", "band")]
    [InlineData("band=-", "band")]
    [InlineData("band=0-10", "band")]
    [InlineData("band=1e1-20", "band")]
    [InlineData("notch=0", "notch")]
    [InlineData("notch=NaN", "notch")]
    public async Task Signal_ValueThatCannotBeUsed_IsNamed(string query, string parameter)
    {
        using var client = await app.RegisterAsync();
        var recording = await client.AddAsync();
        using var response = await client.GetAsync($"/v1/recordings/{recording.Id()}/signal?{query}", RecordingsClient.Token);

        var problem = await response.JsonAsync(HttpStatusCode.BadRequest);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        Assert.Contains(parameter, problem.GetRawText(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("montage=average")]
    [InlineData("montage=longitudinal")]
    [InlineData("band=1-40&notch=50")]
    [InlineData("band=-40")]
    [InlineData("band=0.5-")]
    [InlineData("")]
    public async Task Signal_EveryView_IsWellFormed(string query)
    {
        using var client = await app.RegisterAsync();
        var recording = await client.AddAsync(new EdfSample { Labels = ["Fp1", "F7", "F3", "T7", "C3", "P3", "O1"] });

        var signal = await ReadAsync(client, $"/v1/recordings/{recording.Id()}/signal?{query}");

        Assert.NotEmpty(signal.Channels);
        Assert.All(signal.Channels, channel => Assert.DoesNotContain(channel.Values, float.IsNaN));
        Assert.Equal(10, signal.Header.GetProperty("to_seconds").GetDouble());
    }

    [Fact]
    public async Task Signal_AskedAgainWithItsTag_IsNotSentAgain()
    {
        using var client = await app.RegisterAsync();
        var recording = await client.AddAsync();
        var path = $"/v1/recordings/{recording.Id()}/signal?from=0&to=5";
        using var first = await client.GetAsync(path, RecordingsClient.Token);
        Assert.True(first.Headers.CacheControl is { Private: true, MaxAge: { TotalSeconds: > 0 } });

        using var again = await SendAsync(client, path, first.Headers.ETag!);
        using var other = await SendAsync(client, path + "&points=50", first.Headers.ETag!);

        Assert.Equal(HttpStatusCode.NotModified, again.StatusCode);
        Assert.Equal(HttpStatusCode.OK, other.StatusCode);
    }

    [Fact]
    public async Task Signal_PageOfThirtyTwoChannels_IsReportedWithItsTime()
    {
        using var client = await app.RegisterAsync();
        var sample = new EdfSample { Labels = [.. Enumerable.Range(1, 32).Select(i => $"X{i}")], SamplingRateHz = 512, Seconds = 150 };
        var recording = await client.AddAsync(sample);
        var times = new List<double>();
        for (var page = 0; page < 5; page++)
        {
            var started = Stopwatch.GetTimestamp();
            var signal = await ReadAsync(
                client, $"/v1/recordings/{recording.Id()}/signal?from={page * 30}&to={(page + 1) * 30}&points=15360");
            times.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
            Assert.Equal(32 * 15360, signal.Channels.Sum(channel => channel.Values.Length));
        }

        // Only told: a busy machine must not fail a test of what is right.
        TestContext.Current.SendDiagnosticMessage(
            "30 s × 32 channels × 512 Hz over HTTP: {0} ms", string.Join(", ", times.Select(time => time.ToString("F0", null))));
    }

    private static async Task<HttpResponseMessage> SendAsync(HttpClient client, string path, EntityTagHeaderValue tag)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path) { Headers = { IfNoneMatch = { tag } } };
        return await client.SendAsync(request, RecordingsClient.Token);
    }

    private static async Task<(JsonElement Header, IReadOnlyList<(JsonElement Channel, float[] Values)> Channels)> ReadAsync(
        HttpClient client, string path)
    {
        using var response = await client.GetAsync(path, RecordingsClient.Token);
        var bytes = await response.Content.ReadAsByteArrayAsync(RecordingsClient.Token);
        Assert.True(response.IsSuccessStatusCode, System.Text.Encoding.UTF8.GetString(bytes));
        Assert.Equal("application/octet-stream", response.Content.Headers.ContentType?.MediaType);
        Assert.Equal("HLS1"u8.ToArray(), bytes[..4]);
        var length = BinaryPrimitives.ReadInt32LittleEndian(bytes.AsSpan(4));
        Assert.Equal(0, (8 + length) % 4);
        var header = JsonSerializer.Deserialize<JsonElement>(bytes.AsSpan(8, length));
        var values = MemoryMarshal.Cast<byte, float>(bytes.AsSpan(8 + length)).ToArray();
        var channels = new List<(JsonElement, float[])>();
        var at = 0;
        foreach (var channel in header.GetProperty("channels").EnumerateArray())
        {
            var count = channel.GetProperty("count").GetInt32() * (channel.GetProperty("layout").GetString() == "min_max" ? 2 : 1);
            channels.Add((channel, values[at..(at + count)]));
            at += count;
        }

        Assert.Equal(values.Length, at);
        return (header, channels);
    }
}
