using Halcyon.Language;
using Halcyon.Platform.Events;
using Halcyon.Platform.Safety;
using Halcyon.Wellness.Crisis.Contact;
using Halcyon.Wellness.Crisis.Resources;
using Halcyon.Wellness.PersonalData;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Halcyon.Wellness.Crisis;

internal static class CrisisSetup
{
    public static IServiceCollection AddCrisis(this IServiceCollection services) => services
        .AddScoped<CrisisStates>()
        .AddScoped<ISafetyGate>(provider => provider.GetRequiredService<CrisisStates>())
        .AddSingleton<AnalyzeText>(_ => TextAnalyzer.Shared.Analyze)
        .AddSingleton<ReadTexts>()
        .AddSingleton<HearWords>()
        .AddSingleton<CrisisRecord>()
        .AddScoped<KeepReport>()
        .AddScoped<CrisisContacts>()
        .AddScoped<TellContact>()
        .AddScoped<IHandle<CrisisDetected>>(provider => provider.GetRequiredService<TellContact>())
        .AddScoped<IHandleMany<CheckInCreated>, CompleteFollowUp>()
        .AddScoped<IFeatureData, CrisisData>()
        .AddScoped<IFeatureData, ContactData>();

    /// <summary>Nothing here is counted against a limit: who calls for help is never sent away.</summary>
    public static void MapCrisis(this IEndpointRouteBuilder v1)
    {
        var crisis = v1.MapGroup("/crisis").WithTags("Crisis").DisableRateLimiting();
        GetCrisisState.Map(crisis);
        CompleteFollowUp.Map(crisis);
        GetCrisisResources.Map(crisis);
        ReportCrisis.Map(crisis);
        HearDraft.Map(crisis);
        ListCrisisEvents.Map(crisis);
        RecordCrisisStep.Map(crisis);
        SayImSafe.Map(crisis);
        ContactEndpoints.Map(crisis);
        NotifyContact.Map(crisis);
    }
}
