using Halcyon.Signals.Synthetic;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Halcyon.EndToEnd;

/// <summary>What every newcomer does first, through the screens.</summary>
internal static class Newcomer
{
    public const string Password = "seven quiet lanterns drift";

    /// <returns>The address of the account.</returns>
    public static async Task<string> RegisterAsync(IPage page)
    {
        var email = $"person-{Guid.CreateVersion7():N}@example.org";
        await page.GotoAsync("/register");
        await page.GetByLabel("Email address").FillAsync(email);
        await page.GetByLabel("Password", new() { Exact = true }).FillAsync(Password);
        await page.GetByRole(AriaRole.Button, new() { Name = "Create an account" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Go on", Exact = true }).ClickAsync();
        // What may be told of oneself can all be told later.
        await page.GetByRole(AriaRole.Button, new() { Name = "Skip", Exact = true }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Go to Halcyon" }).ClickAsync();
        await ExpectHomeAsync(page);
        return email;
    }

    /// <summary>Where somebody lands who is not at work here: Today.</summary>
    public static Task ExpectHomeAsync(IPage page) =>
        Expect(page.GetByRole(AriaRole.Link, new() { Name = "Check in" })).ToBeVisibleAsync();

    /// <summary>Gives name and password; what comes then is the caller's to look at.</summary>
    public static async Task SignInAsync(IPage page, string email, string password = Password)
    {
        await page.GotoAsync("/sign-in");
        await page.GetByLabel("Email address").FillAsync(email);
        await page.GetByLabel("Password", new() { Exact = true }).FillAsync(password);
        await page.Keyboard.PressAsync("Enter");
    }

    public static async Task SignOutAsync(IPage page)
    {
        await page.GetByRole(AriaRole.Button, new() { Name = "Account and appearance" }).ClickAsync();
        await page.GetByRole(AriaRole.Menuitem, new() { Name = "Sign out" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "See it work" })).ToBeVisibleAsync();
    }

    /// <summary>A recording of one's own, analysed.</summary>
    public static async Task BringRecordingAsync(IPage page, string title)
    {
        await UploadAsync(page, title + ".edf", DemoBytes());
        await Expect(Row(page, title).GetByRole(AriaRole.Img, new() { Name = "Grade" })).ToBeVisibleAsync();
    }

    /// <summary>Brings a file to the studies, going there first.</summary>
    public static async Task UploadAsync(IPage page, string fileName, byte[] content)
    {
        if (new Uri(page.Url).AbsolutePath != "/recordings")
            await page.GotoAsync("/recordings");
        // Until the list is there the page has another place to drop files on.
        await Expect(page.GetByRole(AriaRole.List, new() { Name = "Recordings, newest first" })
            .Or(page.GetByRole(AriaRole.Heading, new() { Name = "Bring your first recording" })).First).ToBeVisibleAsync();
        await page.Locator("input[type=file]").First.SetInputFilesAsync(
            new FilePayload { Name = fileName, MimeType = "application/octet-stream", Buffer = content });
    }

    /// <summary>A row of the list of studies, not of the uploads above it.</summary>
    public static ILocator Row(IPage page, string title) =>
        page.GetByRole(AriaRole.List, new() { Name = "Recordings, newest first" })
            .GetByRole(AriaRole.Listitem).Filter(new() { HasText = title });

    public static byte[] DemoBytes()
    {
        using var stream = new MemoryStream();
        DemoRecording.Write(stream);
        return stream.ToArray();
    }
}
