using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Halcyon.EndToEnd;

/// <summary>Reading traces as on a desktop viewer: by keyboard, through montages, with notes, and taken home as a picture.</summary>
[Collection(SharesChromium.Name)]
public sealed class ViewerTests(Chromium chromium)
{
    [Fact]
    public async Task Keyboard_PagesScalesAndReMontages()
    {
        await using var opened = await chromium.OpenAsync();
        var page = opened.Page;
        await OpenDemoAsync(page, "keyboard.edf");

        await page.Keyboard.PressAsync("ArrowRight");
        await Expect(page.GetByText("Showing 0:10.0 to 0:20.0", new() { Exact = false })).ToBeAttachedAsync();
        await page.Keyboard.PressAsync("End");
        await Expect(page.GetByText("Showing 1:50.0 to 2:00.0", new() { Exact = false })).ToBeAttachedAsync();
        await page.Keyboard.PressAsync("Home");
        await page.Keyboard.PressAsync("m");
        await Expect(page.GetByText("Average,", new() { Exact = false }).First).ToBeAttachedAsync();
        await page.Keyboard.PressAsync("m");
        await Expect(page.GetByText("Fp1-F7", new() { Exact = false }).First).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("?");
        await Expect(page.GetByText("Keyboard shortcuts").First).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("Escape");
        opened.AssertNoComplaints();
    }

    [Fact]
    public async Task Note_WrittenThenUndone_IsGoneAfterReload()
    {
        await using var opened = await chromium.OpenAsync();
        var page = opened.Page;
        await OpenDemoAsync(page, "notes.edf");

        await page.Keyboard.PressAsync("a");
        await page.GetByRole(AriaRole.Textbox, new() { Name = "Text", Exact = true }).FillAsync("left arm moved");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save", Exact = true }).ClickAsync();
        await Expect(page.GetByText("Note added.").First).ToBeVisibleAsync();
        await page.ReloadAsync();
        await OpenNotesAsync(page);
        await Expect(page.GetByText("left arm moved").First).ToBeVisibleAsync();

        await page.GetByRole(AriaRole.Button, new() { Name = "Delete: left arm moved" }).ClickAsync();
        await Expect(page.GetByText("Note deleted.").First).ToBeVisibleAsync();
        await page.ReloadAsync();
        await OpenNotesAsync(page);
        await Expect(page.GetByText("jaw clenched").First).ToBeVisibleAsync();
        await Expect(page.GetByText("left arm moved")).ToHaveCountAsync(0);
        opened.AssertNoComplaints();
    }

    [Fact]
    public async Task Download_OfWhatIsSeen_IsAPicture()
    {
        await using var opened = await chromium.OpenAsync();
        var page = opened.Page;
        await OpenDemoAsync(page, "picture.edf");

        await page.GetByRole(AriaRole.Button, new() { Name = "Download" }).ClickAsync();
        var download = await page.RunAndWaitForDownloadAsync(() =>
            page.GetByRole(AriaRole.Menuitem, new() { Name = "Picture of this view (PNG)" }).ClickAsync());

        var path = await download.PathAsync();
        var bytes = await File.ReadAllBytesAsync(path, TestContext.Current.CancellationToken);
        Assert.Equal([0x89, (byte)'P', (byte)'N', (byte)'G'], bytes[..4]);
        Assert.True(bytes.Length > 50_000, $"A page of 19 traces came as only {bytes.Length} bytes.");
        opened.AssertNoComplaints();
    }

    /// <returns>The address of the new account.</returns>
    internal static async Task<string> OpenDemoAsync(IPage page, string fileName)
    {
        var email = await Newcomer.RegisterAsync(page);
        await Newcomer.UploadAsync(page, fileName, Newcomer.DemoBytes());
        await Newcomer.Row(page, Path.GetFileNameWithoutExtension(fileName)).GetByRole(AriaRole.Link).First.ClickAsync();
        await Expect(page.GetByText("Showing 0:00.0 to 0:10.0", new() { Exact = false })).ToBeAttachedAsync();
        await WaitForTracesAsync(page);
        return email;
    }

    /// <summary>Waits until traces cover a part of the stage: a blank one has one colour, or two with its grid.</summary>
    internal static async Task WaitForTracesAsync(IPage page) =>
        await page.WaitForFunctionAsync(
            """
            () => [...document.querySelectorAll('canvas')].some(canvas => {
              const pixels = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data;
              const counts = new Map();
              for (let i = 0; i < pixels.length; i += 16) {
                const key = (pixels[i] << 16) | (pixels[i + 1] << 8) | pixels[i + 2];
                counts.set(key, (counts.get(key) ?? 0) + 1);
              }
              return canvas.height > 300 && 1 - Math.max(...counts.values()) / (pixels.length / 16) > 0.05;
            })
            """);

    private static async Task OpenNotesAsync(IPage page)
    {
        await Expect(page.GetByText("Showing 0:00.0 to", new() { Exact = false })).ToBeAttachedAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Notes" }).ClickAsync();
    }
}
