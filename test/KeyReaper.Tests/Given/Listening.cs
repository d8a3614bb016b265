using System.Net;
using System.Net.Sockets;

namespace KeyReaper.Tests.Given;

/// <summary>Starts HTTP listeners of this process.</summary>
internal static class Listening
{
    /// <returns>A listener on a port that nobody else has, and its address without a slash at the end.</returns>
    public static (HttpListener Listener, string Url) OnAFreePort()
    {
        while (true)
        {
            using var free = new TcpListener(IPAddress.Loopback, 0);
            free.Start();
            var url = $"http://127.0.0.1:{((IPEndPoint)free.LocalEndpoint).Port}";
            free.Stop();

            var listener = new HttpListener { Prefixes = { $"{url}/" } };
            try
            {
                listener.Start();
                return (listener, url);
            }
            catch (HttpListenerException) // somebody else was faster
            {
                listener.Close();
            }
        }
    }
}
