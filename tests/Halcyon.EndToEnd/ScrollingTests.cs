using System.Globalization;
using Halcyon.Signals.Edf;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Halcyon.EndToEnd;

/// <summary>
/// Scrolls 30 s pages of 32 channels at 512 Hz and reports the times between frames. Only what does not depend on the
/// machine is asserted: frames keep coming and the stage is never blank. The figures are in the test's output.
/// </summary>
[Collection(SharesChromium.Name)]
public sealed class ScrollingTests(Chromium chromium, ITestOutputHelper output)
{
    private const int ChannelCount = 32;
    private const int SamplingRateHz = 512;
    private const int DurationSeconds = 300;

    [Fact]
    public async Task Wheel_OverThirtyTwoChannels_NeverShowsABlankStage()
    {
        await using var opened = await chromium.OpenAsync();
        var page = opened.Page;
        await Newcomer.RegisterAsync(page);
        await Newcomer.UploadAsync(page, "scroll.edf", Recording());
        var row = Newcomer.Row(page, "scroll");
        await Expect(row.GetByRole(AriaRole.Img, new() { Name = "Grade" })).ToBeVisibleAsync();
        var address = await row.GetByRole(AriaRole.Link).First.GetAttributeAsync("href");
        await page.GotoAsync($"{address}?len=30");
        await ViewerTests.WaitForTracesAsync(page);

        await page.EvaluateAsync(
            """
            () => {
              window.frameTimes = [];
              window.blankFrames = 0;
              const stage = [...document.querySelectorAll('canvas')].sort((a, b) => b.height - a.height)[0];
              const isBlank = () => {
                const line = stage.getContext('2d').getImageData(stage.width >> 1, 0, 1, stage.height).data;
                for (let i = 4; i < line.length; i += 4) if (line[i] !== line[i - 4]) return false;
                return true;
              };
              let last = performance.now();
              const step = now => {
                window.frameTimes.push(now - last);
                last = now;
                if (window.frameTimes.length % 20 === 0 && isBlank()) window.blankFrames++;
                requestAnimationFrame(step);
              };
              requestAnimationFrame(step);
            }
            """);
        await page.Mouse.MoveAsync(600, 400);
        for (var turn = 0; turn < 150; turn++)
            await page.Mouse.WheelAsync(40, 0);

        var times = await page.EvaluateAsync<double[]>("() => window.frameTimes.slice(1).sort((a, b) => a - b)");
        var blank = await page.EvaluateAsync<int>("() => window.blankFrames");
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{times.Length} frames: median {At(times, 0.5):F1} ms, 95 % {At(times, 0.95):F1} ms, 99 % {At(times, 0.99):F1} ms"));
        Assert.True(times.Length > 30, $"Only {times.Length} frames were drawn while scrolling.");
        Assert.Equal(0, blank);
        opened.AssertNoComplaints();
    }

    private static double At(double[] sorted, double fraction) => sorted[(int)(fraction * (sorted.Length - 1))];

    private static byte[] Recording()
    {
        using var stream = new MemoryStream();
        var writer = new EdfWriter(stream, new EdfFileDescription
        {
            StartTime = new DateTime(2025, 3, 14, 9, 30, 0, DateTimeKind.Unspecified),
            RecordSeconds = 1,
            RecordCount = DurationSeconds,
            Channels = [.. Enumerable.Range(1, ChannelCount).Select(number => new EdfChannelDescription
            {
                Label = string.Create(CultureInfo.InvariantCulture, $"EEG {number}"),
                Unit = "uV",
                SamplesPerRecord = SamplingRateHz,
                PhysicalMinimum = -3200,
                PhysicalMaximum = 3200,
            })],
        });
        var random = new Random(7);
        var record = new double[writer.SamplesPerRecord];
        for (var second = 0; second < DurationSeconds; second++)
        {
            for (var sample = 0; sample < record.Length; sample++)
                record[sample] = 30 * Math.Sin(2 * Math.PI * 10 * sample / SamplingRateHz) + random.NextDouble() * 20;
            writer.WriteRecord(second, record);
        }

        writer.Complete();
        return stream.ToArray();
    }
}
