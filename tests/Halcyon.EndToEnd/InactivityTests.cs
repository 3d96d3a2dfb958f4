using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Halcyon.EndToEnd;

/// <summary>Someone who goes away in the middle of a sentence; the page's clock is put forward, as when a computer slept, in place of waiting.</summary>
[Collection(SharesChromium.Name)]
public sealed class InactivityTests(Chromium chromium)
{
    [Fact]
    public async Task Note_HalfWrittenAtAnAutomaticSignOut_IsThereAfterSigningInAndGoneAfterSigningOut()
    {
        await using var opened = await chromium.OpenAsync();
        var page = opened.Page;
        var email = await ViewerTests.OpenDemoAsync(page, "half-written.edf");
        var text = page.GetByRole(AriaRole.Textbox, new() { Name = "Text", Exact = true });
        await page.Keyboard.PressAsync("a");
        await text.PressSequentiallyAsync("spindles in the left");

        await page.EvaluateAsync(
            "() => { const now = Date.now; Date.now = () => now() + 16 * 60_000; window.dispatchEvent(new Event('focus')); }");
        await Expect(page.GetByText("You were signed out to keep your account safe.")).ToBeVisibleAsync();
        await page.GetByLabel("Email address").FillAsync(email);
        await page.GetByLabel("Password", new() { Exact = true }).FillAsync(Newcomer.Password);
        await page.Keyboard.PressAsync("Enter");

        await Expect(text).ToHaveValueAsync("spindles in the left");
        await text.PressSequentiallyAsync(" temple");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save", Exact = true }).ClickAsync();
        await Expect(page.GetByText("Note added.").First).ToBeVisibleAsync();
        await Expect(page.GetByText("spindles in the left temple").First).ToBeVisibleAsync();

        // A new one, left behind on purpose: the next at this screen finds nothing of it.
        await page.GetByRole(AriaRole.Button, new() { Name = "Add a note" }).ClickAsync();
        await text.PressSequentiallyAsync("nobody else's business");
        var address = page.Url;
        await Newcomer.SignOutAsync(page);
        Assert.Equal(0, await page.EvaluateAsync<int>("() => Object.keys(sessionStorage).filter(key => key.startsWith('halcyon.draft')).length"));
        await Newcomer.SignInAsync(page, email);
        await Newcomer.ExpectHomeAsync(page);
        await page.GotoAsync(address);
        await ViewerTests.WaitForTracesAsync(page);
        await Expect(text).ToHaveCountAsync(0);
        opened.AssertNoComplaints();
    }
}
