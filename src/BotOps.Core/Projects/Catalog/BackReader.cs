using BotOps.Core.Scaling;

namespace BotOps.Core.Projects.Catalog;

/// <summary>Reads and writes how hosts are given back: <c>back</c> of an environment's <c>scaling</c>.</summary>
static class BackReader
{
    public static BackSettings Read(CatalogField back)
    {
        back.Knows("announce", "wave", BackCommands.Load, BackCommands.BeforeGiveBack, "timeLimit");
        var usual = new BackSettings();
        return new BackSettings
        {
            Announce = back["announce"].Time(usual.Announce, BackSettings.LongestAnnounce),
            Wave = back["wave"].Text(usual.Wave, CatalogNames.Amount),
            Load = HooksReader.Outside(back[BackCommands.Load]),
            BeforeGiveBack = HooksReader.Outside(back[BackCommands.BeforeGiveBack]),
            TimeLimit = back["timeLimit"].Time(usual.TimeLimit),
        };
    }

    public static IEnumerable<CatalogValue> Values(BackSettings back) =>
    [
        new("scaling.back.announce", CatalogTime.Text(back.Announce)), new("scaling.back.wave", back.Wave), new("scaling.back.load", back.Load ?? []),
        new("scaling.back.beforeGiveBack", back.BeforeGiveBack ?? []), new("scaling.back.timeLimit", CatalogTime.Text(back.TimeLimit)),
    ];
}
