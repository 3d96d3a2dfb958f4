using Halcyon.Platform.Events;
using Halcyon.Wellness.Autism.Masking;
using Halcyon.Wellness.Autism.Routine;
using Halcyon.Wellness.Autism.Sensory;
using Halcyon.Wellness.PersonalData;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Halcyon.Wellness.Autism;

/// <summary>Tools that suit autistic people and are open to everybody: sensory load, a foreseeable day, masking.</summary>
internal static class AutismSetup
{
    public static IServiceCollection AddAutismTools(this IServiceCollection services)
    {
        services.AddScoped<KeepMoment>().AddScoped<LogMoment>().AddScoped<EntryPages>();
        services.AddScoped<SensoryWarnings>();
        services.AddScoped<IHandleMany<CheckInCreated>>(provider => provider.GetRequiredService<SensoryWarnings>());
        services.AddScoped<PlanRoutine>().AddScoped<KeepRoutine>().AddScoped<ChangeKeeper>().AddScoped<SendRoutineAlerts>();
        services.AddScoped<IHandle<PersonChanged>>(provider => provider.GetRequiredService<PlanRoutine>());
        services.AddScoped<IFeatureData, MomentsData>().AddScoped<IFeatureData, RoutineData>();
        services.AddWellnessJob<SendRoutineAlerts>("routine_alerts", "15 * * * * ?", "Tells of changes of routine beforehand, and of what was not ticked");
        services.AddWellnessJob<ForgetRemoved>("forget_removed", "0 55 1 * * ?", "Removes entries and parts of routines for good that were deleted 30 days ago");
        return services;
    }

    public static void MapAutismTools(this IEndpointRouteBuilder v1)
    {
        var asd = v1.MapGroup("/asd").WithTags("Autism tools");
        var sensory = asd.MapGroup("/sensory-load");
        LogSensoryLoad.Map(sensory);
        ListSensoryLoads.Map(sensory);
        RemoveMoment.Map<SensoryLoad>(sensory, "SensoryLoad");
        var masking = asd.MapGroup("/masking");
        LogMasking.Map(masking);
        ListMasking.Map(masking);
        GetMaskingSummary.Map(masking);
        RemoveMoment.Map<MaskingMoment>(masking, "Masking");
        var routine = asd.MapGroup("/routine");
        RoutineEndpoints.Map(routine);
        GetRoutineDay.Map(routine);
        MarkItem.Map(routine);
        AnnounceChange.Map(routine);
        GetRoutineFacts.Map(routine);
    }
}
