using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Halcyon.EndToEnd;

/// <summary>A person, a therapist and what lies between them, each in a browser of their own.</summary>
[Collection(SharesChromium.Name)]
public sealed class SharingTests(Chromium chromium)
{
    [Fact]
    public async Task Share_InvitedAcceptedLookedAtAndStopped_IsSeenByBothSides()
    {
        await using var person = await chromium.OpenAsync();
        await using var therapist = await chromium.OpenAsync();
        var own = await Newcomer.RegisterAsync(person.Page);
        await Newcomer.BringRecordingAsync(person.Page, "shared-night");
        var email = await Newcomer.RegisterAsync(therapist.Page);
        await person.Page.GotoAsync("/settings/sharing");
        await Expect(person.Page.GetByText("Confirm your own email address first", new() { Exact = false })).ToBeVisibleAsync();
        await VerifyAsync(person.Page, own);
        await VerifyAsync(therapist.Page, email);

        await InviteAsync(person.Page, email);
        await therapist.Page.GotoAsync("/clients");
        await therapist.Page.GetByRole(AriaRole.Button, new() { Name = "Accept the invitation of" }).ClickAsync();
        await therapist.Page.GetByRole(AriaRole.List).GetByRole(AriaRole.Link).ClickAsync();
        await Expect(therapist.Page.GetByText("shared-night")).ToBeVisibleAsync();
        await Expect(therapist.Page.GetByText("Every look is recorded.", new() { Exact = false })).ToBeVisibleAsync();
        var report = therapist.Page.GetByRole(AriaRole.Button, new() { Name = "Report of shared-night" });
        var download = await therapist.Page.RunAndWaitForDownloadAsync(() => report.ClickAsync());
        var bytes = await File.ReadAllBytesAsync(await download.PathAsync(), TestContext.Current.CancellationToken);
        Assert.Equal("%PDF"u8, bytes.AsSpan(0, 4));
        await therapist.AssertAccessibleAsync();

        await person.Page.ReloadAsync();
        await person.Page.GetByRole(AriaRole.Button, new() { Name = $"What was looked at by {email}" }).ClickAsync();
        var looks = person.Page.GetByRole(AriaRole.Region, new() { Name = $"What was looked at by {email}" }).GetByRole(AriaRole.Listitem);
        await Expect(looks.Filter(new() { HasText = "Opened one of your recordings" }).GetByRole(AriaRole.Time)).ToHaveCountAsync(1);
        await Expect(looks.Filter(new() { HasText = "Looked at your recordings" })).Not.ToHaveCountAsync(0);
        await person.AssertAccessibleAsync();
        await person.Page.GetByRole(AriaRole.Button, new() { Name = $"Stop sharing with {email}" }).ClickAsync();
        await Expect(person.Page.GetByText($"{email} can no longer see anything.")).ToBeVisibleAsync();

        // The page is still open on the other side; what it asks for is refused from now on.
        await report.ClickAsync();
        await Expect(therapist.Page.GetByRole(AriaRole.Alert).First).ToBeVisibleAsync();
        await therapist.Page.ReloadAsync();
        await Expect(therapist.Page.GetByRole(AriaRole.Heading, new() { Name = "This is no longer shared" })).ToBeVisibleAsync();
        await therapist.Page.GetByRole(AriaRole.Link, new() { Name = "All clients" }).ClickAsync();
        await Expect(therapist.Page.GetByRole(AriaRole.Heading, new() { Name = "Nobody shares with you" })).ToBeVisibleAsync();
        person.AssertNoComplaints();
        therapist.AssertNoComplaints();
    }

    private static async Task InviteAsync(IPage page, string email)
    {
        await page.GotoAsync("/settings/sharing");
        await page.GetByRole(AriaRole.Button, new() { Name = "Invite a therapist" }).ClickAsync();
        await page.GetByLabel("Their email address").FillAsync(email);
        // Recordings are off until somebody turns them on.
        await Expect(page.GetByRole(AriaRole.Switch, new() { Name = "Recordings" })).Not.ToBeCheckedAsync();
        await page.GetByText("Recordings", new() { Exact = true }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Send the invitation" }).ClickAsync();
        await Expect(page.GetByText("Invited, not answered")).ToBeVisibleAsync();
    }

    private async Task VerifyAsync(IPage page, string email)
    {
        await using var administrator = await chromium.OpenAsync();
        await Administration.SignInAsync(administrator.Page, chromium.Halcyon);
        await page.GotoAsync(await Administration.ReadLinkAsync(administrator.Page, email, "Email verification"));
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Your email address is confirmed" })).ToBeVisibleAsync();
    }
}
