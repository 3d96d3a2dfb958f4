using Halcyon.Recordings.Reports.Drawing;

namespace Halcyon.Recordings.Reports.Figures;

/// <summary>The usable part of the recording as a bar.</summary>
internal static class UsableBar
{
    public static Scene Draw(double fraction, double width = 320)
    {
        double share = Math.Clamp(fraction, 0, 1);
        var scene = new Scene(width, 8, $"{ReportNumbers.Percent(share)} {ReportWords.UsableLabel}", "");
        scene.Rectangle(0, 1, width, 6, new Paint(Tone.AccentSoft), 3);
        if (share > 0)
            scene.Rectangle(0, 1, Math.Max(width * share, 6), 6, Paint.Accent, 3);
        return scene;
    }
}
