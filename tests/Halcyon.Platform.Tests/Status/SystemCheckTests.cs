using Halcyon.Platform.Audit;
using Halcyon.Platform.Hosting;
using Halcyon.Platform.Status;
using Xunit;

namespace Halcyon.Platform.Tests.Status;

public sealed class SystemCheckTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 21, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(0.5, "bad")]
    [InlineData(5, "warning")]
    [InlineData(50, "good")]
    public void Disk_ByWhatIsFree_IsJudged(double freeGibibytes, string state) =>
        Assert.Equal(state, StorageChecks.CheckDisk((long)(freeGibibytes * (1L << 30))).State);

    [Theory]
    [InlineData("https://halcyon.example.org", "good")]
    [InlineData("http://localhost:8080", "warning")]
    [InlineData("http://127.0.0.1:8080", "warning")]
    [InlineData("http://halcyon.example.org", "bad")]
    public void PublicUrl_BySchemeAndHost_IsJudged(string address, string state) => Assert.Equal(state, StorageChecks.CheckAddress(address).State);

    [Theory]
    [InlineData(null, "warning")]
    [InlineData("a key", "good")]
    public void MasterKey_InTheDataFolder_IsAWarning(string? setting, string state) =>
        Assert.Equal(state, StorageChecks.CheckMasterKey(new HalcyonOptions { DataDirectory = "/", MasterKey = setting }).State);

    [Theory]
    [InlineData(-1.9, "good")]
    [InlineData(2.1, "warning")]
    [InlineData(-3600, "warning")]
    public void Clock_ByDifference_IsJudged(double seconds, string state) =>
        Assert.Equal(state, DatabaseChecks.CheckClock(TimeSpan.FromSeconds(seconds)).State);

    [Theory]
    [InlineData(0, 0, "good")]
    [InlineData(6, 0, "warning")]
    [InlineData(0, 1, "bad")]
    public void Events_WaitingOrDead_AreTold(double minutes, long dead, string state) =>
        Assert.Equal(state, DatabaseChecks.CheckEvents(TimeSpan.FromMinutes(minutes), dead).State);

    [Theory]
    [InlineData(0, 1, 0, "good")]
    [InlineData(0, 0, 0, "bad")]
    [InlineData(0, 1, 1, "warning")]
    [InlineData(6, 1, 0, "warning")]
    public void Jobs_WithoutWorkersFailedOrLate_AreTold(double minutes, long workers, long failed, string state) =>
        Assert.Equal(state, DatabaseChecks.CheckJobs(TimeSpan.FromMinutes(minutes), workers, failed).State);

    [Theory]
    [InlineData(true, 0, 0, "good")]
    [InlineData(false, 0, 0, "warning")]
    [InlineData(true, 1, 0, "bad")]
    [InlineData(true, 0, 11, "warning")]
    public void Mail_NotSentFailedOrLate_IsTold(bool isSent, long failed, double minutes, string state) =>
        Assert.Equal(state, MailChecks.Check(isSent, failed, TimeSpan.FromMinutes(minutes)).State);

    [Theory]
    [InlineData(null, null, "warning")]
    [InlineData(1.0, null, "good")]
    [InlineData(37.0, null, "warning")]
    [InlineData(1.0, "Entry 7 is missing.", "bad")]
    public void Audit_UnreadOrFaulty_IsTold(double? hoursAgo, string? fault, string state) =>
        Assert.Equal(state, ProtectionChecks.CheckAudit(hoursAgo is { } hours ? new AuditVerdict(7, fault, Now.AddHours(-hours)) : null, Now).State);

    [Theory]
    [InlineData(0, "good")]
    [InlineData(1, "bad")]
    public void Migrations_Missing_AreBad(int pending, string state) => Assert.Equal(state, DatabaseChecks.CheckMigrations(pending).State);

    [Theory]
    [InlineData(0, "good")]
    [InlineData(1, "warning")]
    public void Keys_UnfinishedRotation_IsTold(long waiting, string state) => Assert.Equal(state, ProtectionChecks.CheckKeys(waiting).State);
}
