using System.CommandLine;
using BotOps.Core;
using BotOps.Core.Projects.Catalog;

namespace BotOps.Verbs;

/// <summary>Prints the catalog as YAML that <c>apply</c> takes back without a change.</summary>
static class ExportVerb
{
    public static Command Create()
    {
        var verb = new Command("export", Texts.Usage.Export);
        verb.SetAction((parsed, stopping) => Catalog.Run(parsed, async services => Console.Write(await services.GetRequiredService<ExportCatalog>().Handle(stopping)), stopping));
        return verb;
    }
}
