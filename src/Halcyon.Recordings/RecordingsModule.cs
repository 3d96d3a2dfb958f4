using Halcyon.Platform.Blobs;
using Halcyon.Platform.Events;
using Halcyon.Platform.Modules;
using Halcyon.Platform.PersonalData;
using Halcyon.Platform.Sharing;
using Halcyon.Recordings.Analyses;
using Halcyon.Recordings.Annotations;
using Halcyon.Recordings.Demo;
using Halcyon.Recordings.Idempotency;
using Halcyon.Recordings.PersonalData;
using Halcyon.Recordings.Recordings;
using Halcyon.Recordings.Sharing;
using Halcyon.Recordings.Signal;
using Halcyon.Recordings.Uploads;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Quartz;

namespace Halcyon.Recordings;

/// <summary>EEG recordings: uploads, the signal to draw, annotations, analyses and their reports.</summary>
public static class RecordingsModule
{
    public static IServiceCollection AddRecordings(this IServiceCollection services)
    {
        services.AddHalcyonModule<RecordingsDb>(RecordingsDb.Schema);
        services.AddValidation();
        services.AddMemoryCache();
        services.AddScoped<RecordingIntake>();
        services.AddScoped<AnnotationImport>();
        services.AddScoped<IdempotentAnswers>();
        services.AddScoped<ViewingAudit>();
        services.AddScoped<SharedViewing>().AddSingleton(new SharedSection(SharingScopes.Recordings, "Recordings and their reports"));
        services.AddScoped<RemoveRecordings>();
        services.AddScoped<IHandle<AccountErased>>(provider => provider.GetRequiredService<RemoveRecordings>());
        services.AddScoped<IBlobReferences, RecordingBlobs>();
        services.AddScoped<RecordingsImport>().AddScoped<IPersonalData, RecordingsPersonalData>();
        services.AddSingleton<OpenRecordings>();
        services.AddScoped<AnalysisQueue>();
        services.AddScoped<AnalysisRecord>();
        services.AddSingleton<ActiveAnalyses>();
        services.AddSingleton<AnalysisChanges>();
        services.AddHostedService(provider => provider.GetRequiredService<AnalysisChanges>());
        services.AddMetrics();
        services.AddQuartz(quartz =>
        {
            quartz.UseExecutionLimits(limits => limits.ForGroup(AnalysisJob.ExecutionGroup, Environment.ProcessorCount));
            quartz.ScheduleJob<Housekeeping>(trigger => trigger
                .WithIdentity("housekeeping", RecordingsDb.Schema)
                .StartNow()
                .WithSimpleSchedule(schedule => schedule.WithInterval(Housekeeping.Interval).RepeatForever()),
                job => job.WithIdentity("housekeeping", RecordingsDb.Schema)
                    .WithDescription("Removes deleted recordings for good, and takes up analyses that nobody works on"));
        });
        return services;
    }

    public static IEndpointRouteBuilder MapRecordings(this IEndpointRouteBuilder v1)
    {
        // The gauge is there from the start, not from the first analysis on.
        v1.ServiceProvider.GetRequiredService<ActiveAnalyses>();

        var recordings = v1.MapGroup("/recordings").WithTags("Recordings");
        UploadRecording.Map(recordings);
        CreateDemoRecording.Map(recordings);
        ListRecordings.Map(recordings);
        GetRecording.Map(recordings);
        RenameRecording.Map(recordings);
        DeleteRecording.Map(recordings);
        DownloadRecording.Map(recordings);
        GetSignal.Map(recordings);
        CreateAnalysis.Map(recordings);

        SharedRecordings.Map(v1.MapGroup("/sharing/clients/{shareId:guid}/recordings").WithTags("sharing"));

        var annotations = recordings.MapGroup("/{recordingId:guid}/annotations").WithTags("Annotations");
        ListAnnotations.Map(annotations);
        CreateAnnotation.Map(annotations);
        ChangeAnnotation.Map(annotations);

        var analyses = v1.MapGroup("/analyses").WithTags("Analyses");
        ListAnalyses.Map(analyses);
        CancelAnalysis.Map(analyses);
        StreamAnalysis.Map(analyses);
        GetReport.Map(analyses);
        return v1;
    }
}
