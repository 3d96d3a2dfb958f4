using Halcyon.Platform.Access;
using Halcyon.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Halcyon.Accounts.Tests.Access;

public sealed class AccessPolicyTests
{
    [Fact]
    public async Task Start_RouteWithoutAPolicy_IsRefusedAndNamed()
    {
        var start = () => HalcyonApp.StartAsync(configure: builder => builder.Services.AddSingleton<IStartupFilter, ForgottenRoute>());

        var refused = await Assert.ThrowsAsync<InvalidOperationException>(start);
        Assert.Contains("/v1/forgotten", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Table_Rows_AreNamedOnceAndExplained()
    {
        Assert.Equal(AccessPolicy.All.Select(policy => policy.Name).Distinct(), AccessPolicy.All.Select(policy => policy.Name));
        Assert.All(AccessPolicy.All, policy => Assert.True(policy.Allows.Length > 20, policy.Name));
        Assert.All(AccessPolicy.All, policy => Assert.Empty((policy.Roles ?? []).Except(Roles.All)));
    }

    [Theory]
    [InlineData("anyone", "", AccessOutcome.LetThrough)]
    [InlineData("signed_in", "", AccessOutcome.SignInFirst)]
    [InlineData("signed_in", "person", AccessOutcome.LetThrough)]
    [InlineData("signed_in", "person,researcher", AccessOutcome.LetThrough)]
    [InlineData("signed_in_with_names", "person", AccessOutcome.LetThrough)]
    [InlineData("signed_in_with_names", "person,researcher", AccessOutcome.Refused)]
    [InlineData("signed_in_with_names", "researcher", AccessOutcome.Refused)]
    [InlineData("signed_in_with_names", "person,researcher,therapist", AccessOutcome.LetThrough)]
    [InlineData("therapists", "person,researcher", AccessOutcome.Refused)]
    [InlineData("therapists", "person,researcher,clinician", AccessOutcome.Refused)]
    [InlineData("therapists", "person,researcher,therapist", AccessOutcome.LetThrough)]
    [InlineData("administrators", "person,therapist,technologist,clinician,researcher,institution_admin,program_coordinator", AccessOutcome.Refused)]
    [InlineData("administrators", "", AccessOutcome.SignInFirst)]
    [InlineData("administrators", "person,administrator", AccessOutcome.LetThrough)]
    public void Decide_RolesHeld_GivesTheOutcome(string name, string roles, AccessOutcome expected)
    {
        var held = roles.Length == 0 ? null : roles.Split(',').ToHashSet(StringComparer.Ordinal);

        Assert.Equal(expected, AccessPolicy.All.Single(policy => policy.Name == name).Decide(held));
    }

    [Fact]
    public void Policy_WithNamesForResearchersOrEverybody_CannotBeWritten()
    {
        Assert.Throws<ArgumentException>(() => new AccessPolicy("x", [Roles.Clinician, Roles.Researcher], "x") { NamesOthers = true });
        Assert.Throws<ArgumentException>(() => new AccessPolicy("x", null, "x") { NamesOthers = true });
    }

    /// <summary>What a hurried change would do: a route in the pipeline, and no word about who may call it.</summary>
    private sealed class ForgottenRoute : IStartupFilter
    {
        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
        {
            next(app);
            app.UseRouting().UseEndpoints(routes => routes.MapGet("/v1/forgotten", () => "open"));
        };
    }
}
