using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Halcyon.EndToEnd;

/// <summary>Letters on a server without a mail server: an administrator opens them and hands their links over.</summary>
[Collection(SharesChromium.Name)]
public sealed class LetterTests(Chromium chromium)
{
    private const string NewPassword = "eight calm rivers wander north";

    [Fact]
    public async Task ForgottenPassword_ByTheLinkOfTheLetter_IsReplacedOnceAndEndsEverySession()
    {
        await using var person = await chromium.OpenAsync();
        await using var elsewhere = await chromium.OpenAsync();
        await using var administrator = await chromium.OpenAsync();
        var page = person.Page;
        var email = await Newcomer.RegisterAsync(elsewhere.Page);

        await page.GotoAsync("/sign-in");
        await page.GetByLabel("Email address").FillAsync(email);
        await page.GetByRole(AriaRole.Link, new() { Name = "Forgot your password?" }).ClickAsync();
        await Expect(page.GetByLabel("Email address")).ToHaveValueAsync(email);
        await page.GetByRole(AriaRole.Button, new() { Name = "Send the link" }).ClickAsync();
        // Nothing is promised that will not come: this server sends no mail.
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Ask your administrator for the letter" })).ToBeVisibleAsync();
        await Administration.SignInAsync(administrator.Page, chromium.Halcyon);
        var link = await Administration.ReadLinkAsync(administrator.Page, email, "Password reset");

        await page.GotoAsync(link);
        await page.GetByLabel("New password", new() { Exact = true }).FillAsync(NewPassword);
        await page.GetByRole(AriaRole.Button, new() { Name = "Save the password" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Your new password is set" })).ToBeVisibleAsync();
        await Newcomer.SignInAsync(page, email);
        await Expect(page.GetByText("The email address or the password is wrong.")).ToBeVisibleAsync();
        await Newcomer.SignInAsync(page, email, NewPassword);
        await Newcomer.ExpectHomeAsync(page);

        await elsewhere.Page.ReloadAsync();
        await elsewhere.Page.ExpectSignInAsync();
        await elsewhere.Page.GotoAsync(link);
        await elsewhere.Page.GetByLabel("New password", new() { Exact = true }).FillAsync("nine loud engines turn south");
        await elsewhere.Page.GetByRole(AriaRole.Button, new() { Name = "Save the password" }).ClickAsync();
        await Expect(elsewhere.Page.GetByText("This link does not work any more")).ToBeVisibleAsync();
        person.AssertNoComplaints();
        elsewhere.AssertNoComplaints();
        administrator.AssertNoComplaints();
    }

    [Fact]
    public async Task Address_ByTheLinkOfTheLetter_IsVerifiedAndNoLongerAskedFor()
    {
        await using var person = await chromium.OpenAsync();
        await using var administrator = await chromium.OpenAsync();
        var page = person.Page;
        var email = await Newcomer.RegisterAsync(page);
        var asked = page.GetByText("Your email address is not confirmed", new() { Exact = false });
        await page.GotoAsync("/settings/security");
        await Expect(asked).ToBeVisibleAsync();
        await Administration.SignInAsync(administrator.Page, chromium.Halcyon);

        await page.GotoAsync(await Administration.ReadLinkAsync(administrator.Page, email, "Email verification"));

        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Your email address is confirmed" })).ToBeVisibleAsync();
        await page.GotoAsync("/settings/security");
        await Expect(page.GetByText($"You sign in as {email}.")).ToBeVisibleAsync();
        await Expect(page.GetByText("Not confirmed yet")).ToHaveCountAsync(0);
        await Expect(asked).ToHaveCountAsync(0);
        person.AssertNoComplaints();
    }
}
