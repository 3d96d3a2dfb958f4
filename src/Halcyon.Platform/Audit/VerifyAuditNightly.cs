using Microsoft.Extensions.Logging;
using Quartz;

namespace Halcyon.Platform.Audit;

/// <summary>Reads the whole chain every night, so that a fault is found within a day and not when somebody thinks of asking.</summary>
[DisallowConcurrentExecution]
internal sealed class VerifyAuditNightly(AuditVerification verification, ILogger<VerifyAuditNightly> logger) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        var verdict = await verification.RunAsync(cancellationToken);
        if (verdict.Fault is { } fault)
            logger.LogCritical("The audit log was tampered with. {Fault}", fault);
    }
}
