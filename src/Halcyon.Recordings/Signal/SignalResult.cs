using System.Buffers;
using System.Buffers.Binary;
using System.IO.Pipelines;
using System.Runtime.InteropServices;
using System.Text.Json;
using Halcyon.Recordings.Recordings;
using Halcyon.Signals.Viewing;
using Microsoft.AspNetCore.Http;

namespace Halcyon.Recordings.Signal;

/// <summary>A stretch of signal as the viewer reads it: `HLS1`, header length, JSON header, then 32-bit floats, all little-endian.</summary>
internal sealed class SignalResult(SignalWindow window) : IResult
{
    public const string ContentType = "application/octet-stream";

    private const int PreambleLength = 8;
    private static readonly JsonSerializerOptions Json = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var header = Header();
        var response = httpContext.Response;
        response.ContentType = ContentType;
        response.ContentLength = header.Length + window.Channels.Sum(channel => channel.Values.LongLength) * sizeof(float);
        await response.Body.WriteAsync(header, httpContext.RequestAborted);
        foreach (var channel in window.Channels)
        {
            Write(response.BodyWriter, channel.Values);
            await response.BodyWriter.FlushAsync(httpContext.RequestAborted);
        }
    }

    private static void Write(PipeWriter writer, float[] values)
    {
        if (!BitConverter.IsLittleEndian)
        {
            var bits = MemoryMarshal.Cast<float, int>(values.AsSpan());
            BinaryPrimitives.ReverseEndianness(bits, bits);
        }

        writer.Write(MemoryMarshal.AsBytes(values.AsSpan()));
    }

    /// <summary>With its preamble, padded by spaces so that the floats begin on a multiple of four.</summary>
    private byte[] Header()
    {
        var json = JsonSerializer.SerializeToUtf8Bytes(
            new SignalHeader(window.FromSeconds, window.ToSeconds, [.. window.Channels.Select(SignalHeaderChannel.From)]), Json);
        var header = new byte[PreambleLength + (json.Length + 3) / 4 * 4];
        header.AsSpan(PreambleLength).Fill((byte)' ');
        "HLS1"u8.CopyTo(header);
        BinaryPrimitives.WriteInt32LittleEndian(header.AsSpan(4), header.Length - PreambleLength);
        json.CopyTo(header, PreambleLength);
        return header;
    }

    private sealed record SignalHeader(double FromSeconds, double ToSeconds, IReadOnlyList<SignalHeaderChannel> Channels);

    private sealed record SignalHeaderChannel(
        string Label, string Unit, string Kind, IReadOnlyList<int> SourceChannels,
        double FirstSampleSeconds, double StepSeconds, string Layout, int Count)
    {
        public static SignalHeaderChannel From(SignalWindowChannel channel) => new(
            channel.Label, channel.Unit, RecordingChannel.KindName(channel.Kind), channel.SourceChannels,
            channel.FirstSampleSeconds, channel.StepSeconds,
            channel.Layout == SignalLayout.MinMax ? "min_max" : "samples", channel.Count);
    }
}
